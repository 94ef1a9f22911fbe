//! WindowPoSt: vanilla proofs in, one SNARK per partition out.

use crate::challenges::Context;
use crate::fail::{Fail, Outcome, Status};
use crate::jobs::{Job, Phase};
use crate::params;
use crate::proof_type::partition_sectors;
use crate::replica::{distinct, Fault, Replica};
use crate::snark;
use crate::unread_stores;
use crate::vanilla;
use crate::verify::{verify, Public};
use filecoin_proofs_api::{post, PartitionSnarkProof, RegisteredPoStProof};
use std::time::{Duration, Instant};

/// A verified proof of all partitions, one after the other (`None` if no sector is good), and the sectors
/// left out of it.
#[derive(Debug)]
pub struct WindowPost {
    pub proof: Option<Vec<u8>>,
    pub proven: Vec<u64>,
    pub faults: Vec<Fault>,
    pub reads: Vec<(u64, Duration)>,
    pub vanilla_seconds: f64,
    pub snark_seconds: f64,
}

/// The SNARK of one partition; `index` is its place among the proven partitions, which only V1 challenges
/// care about.
pub fn partition(
    context: &Context,
    vanilla: &[Vec<u8>],
    index: usize,
    job: &Job,
) -> Outcome<Vec<u8>> {
    let most = partition_sectors(context.proof);
    if vanilla.is_empty() || vanilla.len() > most {
        return Err(Fail::bad_argument(format!(
            "{} vanilla proofs for one partition; allowed are 1 to {most}",
            vanilla.len()
        )));
    }
    params::require_for_proving(context.proof)?;
    snark::in_turn(context.proof, job, || {
        let proof = post::generate_single_window_post_with_vanilla(
            context.proof,
            &context.seed,
            context.prover,
            vanilla,
            index,
        )?;
        Ok(proof.0)
    })
}

/// One proof of several partitions' proofs, which must be in the order of their sector numbers.
pub fn merge(proof: RegisteredPoStProof, partitions: Vec<Vec<u8>>) -> Outcome<Vec<u8>> {
    let partitions = partitions.into_iter().map(PartitionSnarkProof).collect();
    Ok(post::merge_window_post_partition_proofs(proof, partitions)?)
}

/// The whole way: reads the sectors, proves the good ones, verifies. With `skip_faulty` bad sectors are
/// left out and named, else they end the computation with `FaultySectors`.
pub fn prove(
    context: &Context,
    replicas: Vec<Replica>,
    skip_faulty: bool,
    job: &Job,
) -> Outcome<WindowPost> {
    let replicas = distinct(replicas);
    if replicas.is_empty() {
        return Err(Fail::bad_argument("no sectors to prove"));
    }
    // Before minutes of reading, not after.
    params::require_for_proving(context.proof)?;
    let begin = Instant::now();
    let batch = vanilla::batch(context, replicas.clone(), 0, job)?;
    unread_stores::leave_to_others(&replicas, &batch.faults, job)?;
    let vanilla_seconds = begin.elapsed().as_secs_f64();
    if !skip_faulty && !batch.faults.is_empty() {
        return Err(faulty(&batch.faults));
    }
    let (sectors, vanilla): (Vec<Public>, Vec<Vec<u8>>) = batch
        .proofs
        .into_iter()
        .map(|(replica, bytes)| (public(&replica), bytes))
        .unzip();
    let begin = Instant::now();
    let proof = match sectors.is_empty() {
        true => None,
        false => Some(prove_and_verify(context, &sectors, &vanilla, job)?),
    };
    Ok(WindowPost {
        proof,
        proven: sectors.iter().map(|sector| sector.id).collect(),
        faults: batch.faults,
        reads: batch.reads,
        vanilla_seconds,
        snark_seconds: begin.elapsed().as_secs_f64(),
    })
}

fn prove_and_verify(
    context: &Context,
    sectors: &[Public],
    vanilla: &[Vec<u8>],
    job: &Job,
) -> Outcome<Vec<u8>> {
    let mut proofs = Vec::new();
    for (index, chunk) in vanilla.chunks(partition_sectors(context.proof)).enumerate() {
        proofs.push(partition(context, chunk, index, job)?);
    }
    let proof = merge(context.proof, proofs)?;
    job.enter(Phase::Verify, 0, 0);
    if !verify(context, &proof, sectors)? {
        return Err(Fail::new(
            Status::Internal,
            "the computed proof does not verify: damaged parameter files or a failing GPU",
        ));
    }
    Ok(proof)
}

fn public(replica: &Replica) -> Public {
    Public {
        id: replica.id,
        comm_r: replica.comm_r,
    }
}

fn faulty(faults: &[Fault]) -> Fail {
    let ids: Vec<String> = faults.iter().map(|fault| fault.id.to_string()).collect();
    Fail {
        status: Status::FaultySectors,
        message: format!("faulty sectors {}", ids.join(", ")),
        details: serde_json::json!({ "faults": faults.iter().map(Fault::json).collect::<Vec<_>>() }),
    }
}
