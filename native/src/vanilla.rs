//! Vanilla proofs, sector by sector, so that each bad sector is known by number and reason.

use crate::challenges::{sector_challenges, Context};
use crate::fail::{Fail, Outcome, Status};
use crate::jobs::{Job, Phase};
use crate::proof_type::challenges_depend_on_position;
use crate::readers::{Limits, Read};
use crate::replica::{check_files, rows_to_discard, Fault, FaultCode, Replica};
use crate::{guard, read_limits, sector_reads, setup, with_tree};
use filecoin_hashers::{HashFunction, Hasher};
use filecoin_proofs::PrivateReplicaInfo;
use filecoin_proofs_api::{RegisteredPoStProof, SectorId};
use std::time::Duration;
use storage_proofs_core::merkle::MerkleTreeTrait;

/// The proofs of the good sectors, ascending, the bad sectors, and how long each good or late one was read.
#[derive(Debug, Default)]
pub struct Batch {
    pub proofs: Vec<(Replica, Vec<u8>)>,
    pub faults: Vec<Fault>,
    pub reads: Vec<(u64, Duration)>,
}

/// Reads the sectors' challenged leaves with so many threads (0: the process' default). Replicas must be
/// distinct and ascending. Cancellable between sectors.
pub fn batch(
    context: &Context,
    replicas: Vec<Replica>,
    threads: usize,
    job: &Job,
) -> Outcome<Batch> {
    let mut limits = read_limits::of(context.proof, replicas.len(), job);
    let mut left = replicas;
    let mut faults = Vec::new();
    let mut reads = Vec::new();
    loop {
        let mut read = read_once(context, left, threads, limits, job)?;
        reads.append(&mut read.reads);
        let found_faults = !read.faults.is_empty();
        faults.append(&mut read.faults);
        // Leaving a sector out moves those behind it; only the old V1 challenges depend on that.
        if found_faults && !read.proofs.is_empty() && challenges_depend_on_position(context.proof) {
            left = read
                .proofs
                .into_iter()
                .map(|(replica, _)| replica)
                .collect();
            limits = Limits::of_item(limits.item);
            continue;
        }
        faults.sort_by_key(|fault| fault.id);
        let batch = Batch {
            proofs: read.proofs,
            faults,
            reads,
        };
        refuse_other_rows(context.proof, &batch)?;
        return Ok(batch);
    }
}

/// The vanilla proof of one sector, or what is wrong with it.
pub fn single(
    proof: RegisteredPoStProof,
    replica: &Replica,
    challenges: &[u64],
) -> Result<Vec<u8>, Fault> {
    check_files(proof, replica)?;
    let fault = |code, reason| Fault {
        id: replica.id,
        code,
        reason,
    };
    match with_tree!(proof, prove, proof, replica, challenges) {
        Ok(Some(bytes)) => Ok(bytes),
        Ok(None) => Err(fault(
            FaultCode::CommR,
            format!(
                "comm_r {} is not the one of {}",
                hex::encode(replica.comm_r),
                replica.cache.join("p_aux").display()
            ),
        )),
        Err(error) => Err(fault(FaultCode::Damaged, format!("{error:#}"))),
    }
}

/// Like `single`, with panics (bytes that are no field element) as faults, too.
pub fn single_guarded(
    proof: RegisteredPoStProof,
    replica: &Replica,
    challenges: &[u64],
) -> Result<Vec<u8>, Fault> {
    guard::guard(|| Ok(single(proof, replica, challenges))).unwrap_or_else(|fail| {
        Err(Fault {
            id: replica.id,
            code: FaultCode::Damaged,
            reason: fail.message,
        })
    })
}

fn read_once(
    context: &Context,
    replicas: Vec<Replica>,
    threads: usize,
    limits: Limits,
    job: &Job,
) -> Outcome<Batch> {
    let ids: Vec<u64> = replicas.iter().map(|replica| replica.id).collect();
    let challenges = sector_challenges(context, &ids)?;
    let threads = if threads == 0 {
        setup::vanilla_threads()
    } else {
        threads
    };
    job.enter(Phase::Vanilla, 0, replicas.len() as u64);
    let proof = context.proof;
    let read = move |replica: &Replica| single(proof, replica, &challenges[&replica.id]);
    let mut batch = Batch::default();
    for (replica, outcome) in sector_reads::read_sectors(replicas, threads, limits, job, read)? {
        let fault = |code, reason| Fault {
            id: replica.id,
            code,
            reason,
        };
        match outcome {
            Read::Done(Ok((bytes, took))) => {
                batch.reads.push((replica.id, took));
                batch.proofs.push((replica, bytes));
            }
            Read::Done(Err(why)) => batch.faults.push(why),
            Read::Panicked(reason) => batch.faults.push(fault(FaultCode::Damaged, reason)),
            Read::TimedOut(limit) => {
                batch.reads.push((replica.id, limit));
                let reason = format!("reading took longer than {} s", limit.as_secs_f32());
                batch.faults.push(fault(FaultCode::TimedOut, reason));
            }
            Read::NotReached => batch.faults.push(fault(
                FaultCode::NotReached,
                "not read in the time that the deadline leaves for reading".to_string(),
            )),
        }
    }
    Ok(batch)
}

/// `None` if comm_r is not the hash of the roots in `p_aux`: the library checks that only when it proves a
/// whole partition, and then names no sector.
fn prove<Tree: 'static + MerkleTreeTrait>(
    proof: RegisteredPoStProof,
    replica: &Replica,
    challenges: &[u64],
) -> anyhow::Result<Option<Vec<u8>>> {
    let info = PrivateReplicaInfo::<Tree>::new(
        replica.sealed.clone(),
        replica.comm_r,
        replica.cache.clone(),
    )?;
    let comm_r =
        <Tree::Hasher as Hasher>::Function::hash2(&info.safe_comm_c(), &info.safe_comm_r_last());
    if comm_r != info.safe_comm_r()? {
        return Ok(None);
    }
    let vanilla = filecoin_proofs::generate_single_vanilla_proof::<Tree>(
        &proof.as_v1_config(),
        SectorId::from(replica.id),
        &info,
        challenges,
    )?;
    Ok(Some(bincode::serialize(&vanilla)?))
}

/// Sectors of another tree cut, and not one that can be proven, are a wrong setting and no lost farm.
fn refuse_other_rows(proof: RegisteredPoStProof, batch: &Batch) -> Outcome<()> {
    let others: Vec<(u32, &Fault)> = batch
        .faults
        .iter()
        .filter_map(|fault| match fault.code {
            FaultCode::OtherRows(rows) => Some((rows, fault)),
            _ => None,
        })
        .collect();
    let Some((rows, first)) = others.first().filter(|_| batch.proofs.is_empty()) else {
        return Ok(());
    };
    Err(Fail::new(
        Status::Configuration,
        format!(
            "the tree-r-last files of {} of {} sectors leave out {rows} rows, this process expects {}: set FIL_PROOFS_ROWS_TO_DISCARD={rows} ({})",
            others.len(),
            batch.faults.len(),
            rows_to_discard(proof),
            first.reason
        ),
    ))
}
