//! Whole proofs: window, winning, and their verification.

use super::{heavy, input, quick};
use crate::fail::{Fail, Outcome};
use crate::proof_type::{partition_sectors, window_proof, winning_proof};
use crate::replica::{self, Fault};
use crate::result::{Answer, FpResult};
use crate::verify::{self, PARTITION_PROOF_BYTES};
use crate::window::WindowPost;
use crate::{jobs, window, winning};
use filecoin_proofs_api::RegisteredPoStProof;
use serde_json::{json, Value};

#[no_mangle]
pub extern "C" fn fp_num_partitions(post: i32, sectors: u64) -> *mut FpResult {
    quick(|| {
        let per_partition = partition_sectors(window_proof(post)?) as u64;
        Ok(Answer::json(
            json!({ "partitions": sectors.div_ceil(per_partition) }),
        ))
    })
}

#[no_mangle]
pub unsafe extern "C" fn fp_window_post(
    job: u64,
    post: i32,
    seed: *const u8,
    prover: *const u8,
    replicas: *const u8,
    len: u64,
    skip_faulty: i32,
) -> *mut FpResult {
    let context = input::context(window_proof(post), seed, prover);
    let replicas = input::bytes("replicas", replicas, len);
    heavy("wdpost-window", move || {
        let context = context?;
        let replicas = replica::parse(&replicas?)?;
        let job = jobs::find(job)?;
        window::prove(&context, replicas, skip_faulty != 0, &job).map(Answer::from)
    })
}

#[no_mangle]
pub unsafe extern "C" fn fp_window_post_partition(
    job: u64,
    post: i32,
    seed: *const u8,
    prover: *const u8,
    vanilla: *const u8,
    vanilla_len: u64,
    lengths: *const u64,
    count: u64,
    partition_index: u32,
) -> *mut FpResult {
    let context = input::context(window_proof(post), seed, prover);
    let vanilla = input::parts("vanilla proofs", vanilla, vanilla_len, lengths, count);
    heavy("wdpost-window", move || {
        let job = jobs::find(job)?;
        window::partition(&context?, &vanilla?, partition_index as usize, &job).map(Answer::blob)
    })
}

#[no_mangle]
pub unsafe extern "C" fn fp_window_post_merge(
    post: i32,
    proofs: *const u8,
    len: u64,
) -> *mut FpResult {
    quick(|| {
        let proofs = input::bytes("proofs", proofs, len)?;
        Ok(Answer::blob(merge(window_proof(post)?, &proofs)?))
    })
}

#[no_mangle]
pub unsafe extern "C" fn fp_verify_window_post(
    post: i32,
    seed: *const u8,
    prover: *const u8,
    proof: *const u8,
    proof_len: u64,
    sectors: *const u8,
    len: u64,
) -> *mut FpResult {
    verify_post(
        window_proof(post),
        seed,
        prover,
        (proof, proof_len),
        (sectors, len),
    )
}

#[no_mangle]
pub unsafe extern "C" fn fp_winning_post_sector_challenge(
    post: i32,
    seed: *const u8,
    prover: *const u8,
    set_length: u64,
) -> *mut FpResult {
    quick(|| {
        let context = input::context(winning_proof(post), seed, prover)?;
        let indices = winning::sector_challenge(&context, set_length)?;
        Ok(Answer::json(json!({ "indices": indices })))
    })
}

#[no_mangle]
pub unsafe extern "C" fn fp_winning_post(
    job: u64,
    post: i32,
    seed: *const u8,
    prover: *const u8,
    vanilla: *const u8,
    vanilla_len: u64,
    lengths: *const u64,
    count: u64,
) -> *mut FpResult {
    let context = input::context(winning_proof(post), seed, prover);
    let vanilla = input::parts("vanilla proofs", vanilla, vanilla_len, lengths, count);
    heavy("wdpost-winning", move || {
        winning::prove(&context?, &vanilla?, &*jobs::find(job)?).map(Answer::blob)
    })
}

#[no_mangle]
pub unsafe extern "C" fn fp_verify_winning_post(
    post: i32,
    seed: *const u8,
    prover: *const u8,
    proof: *const u8,
    proof_len: u64,
    sectors: *const u8,
    len: u64,
) -> *mut FpResult {
    verify_post(
        winning_proof(post),
        seed,
        prover,
        (proof, proof_len),
        (sectors, len),
    )
}

unsafe fn verify_post(
    kind: Outcome<RegisteredPoStProof>,
    seed: *const u8,
    prover: *const u8,
    proof: (*const u8, u64),
    sectors: (*const u8, u64),
) -> *mut FpResult {
    let context = input::context(kind, seed, prover);
    let proof = input::bytes("proof", proof.0, proof.1);
    let sectors = input::bytes("sectors", sectors.0, sectors.1);
    heavy("wdpost-verify", move || {
        let valid = verify::verify(&context?, &proof?, &verify::parse(&sectors?)?)?;
        Ok(Answer::json(json!({ "valid": valid })))
    })
}

fn merge(kind: RegisteredPoStProof, proofs: &[u8]) -> Outcome<Vec<u8>> {
    if proofs.is_empty() || !proofs.len().is_multiple_of(PARTITION_PROOF_BYTES) {
        return Err(Fail::bad_argument(format!(
            "{} bytes of proofs; a partition's proof has {PARTITION_PROOF_BYTES}",
            proofs.len()
        )));
    }
    let parts = proofs.chunks(PARTITION_PROOF_BYTES).map(<[u8]>::to_vec);
    window::merge(kind, parts.collect())
}

impl From<WindowPost> for Answer {
    fn from(post: WindowPost) -> Self {
        let faults: Vec<Value> = post.faults.iter().map(Fault::json).collect();
        let reads: Vec<Value> = post
            .reads
            .iter()
            .map(|(id, took)| json!([id, took.as_millis() as u64]))
            .collect();
        Answer {
            json: json!({
                "proven": post.proven,
                "faults": faults,
                "reads": reads,
                "vanillaSeconds": post.vanilla_seconds,
                "snarkSeconds": post.snark_seconds,
            }),
            blobs: post.proof.into_iter().collect(),
        }
    }
}
