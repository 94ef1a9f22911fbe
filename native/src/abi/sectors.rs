//! One sector at a time: test sectors, checks, challenges and vanilla proofs.

use super::{heavy, input, quick};
use crate::challenges::{sector_challenges, Context};
use crate::fail::{Fail, Outcome, Status};
use crate::proof_type::{post_proof, seal_proof};
use crate::replica::{check_files, Fault, Replica};
use crate::result::{Answer, FpResult};
use crate::{jobs, replica, seal, vanilla};
use serde_json::{json, Value};

#[no_mangle]
pub unsafe extern "C" fn fp_seal_test_sector(
    kind: i32,
    order: *const u8,
    len: u64,
) -> *mut FpResult {
    let order = input::bytes("sector", order, len);
    heavy("wdpost-seal", move || {
        let sealed = seal::seal(seal_proof(kind)?, &seal::parse(&order?)?)?;
        Ok(Answer::json(json!({
            "commR": hex::encode(sealed.comm_r),
            "commD": hex::encode(sealed.comm_d),
        })))
    })
}

#[no_mangle]
pub unsafe extern "C" fn fp_fauxrep(kind: i32, order: *const u8, len: u64) -> *mut FpResult {
    let order = input::bytes("sector", order, len);
    heavy("wdpost-fauxrep", move || {
        let comm_r = seal::fauxrep(seal_proof(kind)?, &seal::parse(&order?)?)?;
        Ok(Answer::json(json!({ "commR": hex::encode(comm_r) })))
    })
}

#[no_mangle]
pub unsafe extern "C" fn fp_post_challenges(
    post: i32,
    seed: *const u8,
    prover: *const u8,
    ids: *const u64,
    count: u64,
) -> *mut FpResult {
    quick(|| {
        let context = input::context(post_proof(post), seed, prover)?;
        let ids = input::numbers("sector ids", ids, count)?;
        Ok(Answer::json(json!(sector_challenges(&context, &ids)?)))
    })
}

#[no_mangle]
pub unsafe extern "C" fn fp_check_sector(post: i32, sector: *const u8, len: u64) -> *mut FpResult {
    quick(|| {
        let replica = one_replica(&input::bytes("replica", sector, len)?)?;
        match check_files(post_proof(post)?, &replica) {
            Ok(()) => Ok(Answer::default()),
            Err(fault) => Err(faulty(&fault)),
        }
    })
}

#[no_mangle]
pub unsafe extern "C" fn fp_vanilla_proof(
    post: i32,
    sector: *const u8,
    len: u64,
    challenges: *const u64,
    count: u64,
) -> *mut FpResult {
    let sector = input::bytes("replica", sector, len);
    let challenges = input::numbers("challenges", challenges, count);
    heavy("wdpost-vanilla", move || {
        let replica = one_replica(&sector?)?;
        vanilla::single_guarded(post_proof(post)?, &replica, &some(challenges?)?)
            .map(Answer::blob)
            .map_err(|fault| faulty(&fault))
    })
}

#[no_mangle]
pub unsafe extern "C" fn fp_vanilla_batch(
    job: u64,
    post: i32,
    seed: *const u8,
    prover: *const u8,
    replicas: *const u8,
    len: u64,
    threads: u32,
) -> *mut FpResult {
    let context = input::context(post_proof(post), seed, prover);
    let replicas = input::bytes("replicas", replicas, len);
    heavy("wdpost-vanilla", move || {
        let context = context?;
        let replicas = replica::distinct(replica::parse(&replicas?)?);
        batch(&context, replicas, threads as usize, job)
    })
}

fn batch(context: &Context, replicas: Vec<Replica>, threads: usize, job: u64) -> Outcome<Answer> {
    let batch = vanilla::batch(context, replicas, threads, &*jobs::find(job)?)?;
    let (ids, blobs): (Vec<u64>, Vec<Vec<u8>>) = batch
        .proofs
        .into_iter()
        .map(|(replica, bytes)| (replica.id, bytes))
        .unzip();
    let faults: Vec<Value> = batch.faults.iter().map(Fault::json).collect();
    Ok(Answer {
        json: json!({ "ok": ids, "faults": faults }),
        blobs,
    })
}

fn one_replica(json: &[u8]) -> Outcome<Replica> {
    serde_json::from_slice(json).map_err(|e| Fail::bad_argument(format!("replica: {e}")))
}

fn some(challenges: Vec<u64>) -> Outcome<Vec<u64>> {
    if challenges.is_empty() {
        return Err(Fail::bad_argument("no challenges"));
    }
    Ok(challenges)
}

fn faulty(fault: &Fault) -> Fail {
    Fail {
        status: Status::FaultySectors,
        message: fault.reason.clone(),
        details: json!({ "faults": [fault.json()] }),
    }
}
