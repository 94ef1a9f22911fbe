//! Verification of finished proofs.

use crate::challenges::Context;
use crate::fail::{Fail, Outcome};
use crate::params;
use crate::proof_type::partition_sectors;
use filecoin_proofs_api::{post, PoStType, PublicReplicaInfo, RegisteredPoStProof, SectorId};
use serde::Deserialize;
use std::collections::BTreeMap;

/// Length of a Groth16 proof over BLS12-381.
pub const PARTITION_PROOF_BYTES: usize = 192;

/// A sector as the verifier knows it.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Public {
    pub id: u64,
    #[serde(with = "hex::serde")]
    pub comm_r: [u8; 32],
}

pub fn parse(json: &[u8]) -> Outcome<Vec<Public>> {
    serde_json::from_slice(json).map_err(|e| Fail::bad_argument(format!("sectors: {e}")))
}

/// Whether the proof is valid for exactly these sectors; a wrong length, and bytes that are no proof, are
/// invalid, not an error.
pub fn verify(context: &Context, proof: &[u8], sectors: &[Public]) -> Outcome<bool> {
    params::require_for_verifying(context.proof)?;
    let replicas: BTreeMap<SectorId, PublicReplicaInfo> = sectors
        .iter()
        .map(|s| {
            let info = PublicReplicaInfo::new(context.proof, s.comm_r);
            (SectorId::from(s.id), info)
        })
        .collect();
    if replicas.is_empty() {
        return Err(Fail::bad_argument("no sectors to verify against"));
    }
    let partitions = replicas.len().div_ceil(partition_sectors(context.proof));
    if proof.len() != partitions * PARTITION_PROOF_BYTES {
        return Ok(false);
    }
    let verified = match context.proof.typ() {
        PoStType::Winning => {
            post::verify_winning_post(&context.seed, proof, &replicas, context.prover)
        }
        PoStType::Window => verify_window(context, context.proof, proof, &replicas),
    };
    match verified {
        Ok(valid) => Ok(valid),
        // Bytes that are no points of the curve, or a commitment that is no field element, are errors to the library.
        // With a key that is whole they mean that the proof is wrong, and it will be so next time.
        Err(e) => {
            params::require_for_verifying(context.proof)?;
            log::warn!("proof cannot be read: {e:#}");
            Ok(false)
        }
    }
}

fn verify_window(
    context: &Context,
    kind: RegisteredPoStProof,
    proof: &[u8],
    replicas: &BTreeMap<SectorId, PublicReplicaInfo>,
) -> anyhow::Result<bool> {
    post::verify_window_post(&context.seed, &[(kind, proof)], replicas, context.prover)
}
