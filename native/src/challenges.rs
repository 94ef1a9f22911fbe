//! Which leaves of which sectors a proof must show.

use crate::fail::{Fail, Outcome};
use filecoin_proofs_api::{post, RegisteredPoStProof, SectorId};
use std::collections::BTreeMap;

/// Bits of a seed's last byte that a field element has no room for.
const SEED_EXCESS: u8 = 0xc0;

/// What all calls of one proof share.
#[derive(Clone, Copy, Debug)]
pub struct Context {
    pub proof: RegisteredPoStProof,
    pub seed: [u8; 32],
    pub prover: [u8; 32],
}

impl Context {
    pub fn new(proof: RegisteredPoStProof, seed: [u8; 32], prover: [u8; 32]) -> Outcome<Self> {
        if seed[31] & SEED_EXCESS != 0 {
            return Err(Fail::bad_argument(format!(
                "seed ends in {:#04x}; its two highest bits must be cleared",
                seed[31]
            )));
        }
        Ok(Context {
            proof,
            seed,
            prover,
        })
    }
}

/// Leaf numbers by sector; the order of `ids` matters for V1 proofs.
pub fn sector_challenges(context: &Context, ids: &[u64]) -> Outcome<BTreeMap<u64, Vec<u64>>> {
    if ids.is_empty() {
        return Ok(BTreeMap::new());
    }
    let sectors: Vec<SectorId> = ids.iter().copied().map(SectorId::from).collect();
    let challenges = post::generate_fallback_sector_challenges(
        context.proof,
        &context.seed,
        &sectors,
        context.prover,
    )?;
    Ok(challenges
        .into_iter()
        .map(|(id, leaves)| (u64::from(id), leaves))
        .collect())
}
