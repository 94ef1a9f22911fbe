//! WinningPoSt: which sector is drawn, and the proof of it.

use crate::challenges::Context;
use crate::fail::{Fail, Outcome, Status};
use crate::jobs::Job;
use crate::{params, snark};
use filecoin_proofs_api::post;

/// Indices into a miner's sector set of that length (one, in all known proof types).
pub fn sector_challenge(context: &Context, set_length: u64) -> Outcome<Vec<u64>> {
    if set_length == 0 {
        return Err(Fail::bad_argument("an empty sector set wins nothing"));
    }
    Ok(post::generate_winning_post_sector_challenge(
        context.proof,
        &context.seed,
        set_length,
        context.prover,
    )?)
}

/// The SNARK over the drawn sector's vanilla proof.
pub fn prove(context: &Context, vanilla: &[Vec<u8>], job: &Job) -> Outcome<Vec<u8>> {
    if vanilla.len() != 1 {
        return Err(Fail::bad_argument(format!(
            "{} vanilla proofs; a winning proof is of 1 sector",
            vanilla.len()
        )));
    }
    params::require_for_proving(context.proof)?;
    let proofs = snark::in_turn(context.proof, job, || {
        post::generate_winning_post_with_vanilla(
            context.proof,
            &context.seed,
            context.prover,
            vanilla,
        )
    })?;
    match proofs.into_iter().next() {
        Some((_, proof)) => Ok(proof),
        None => Err(Fail::new(Status::Internal, "no winning proof came out")),
    }
}
