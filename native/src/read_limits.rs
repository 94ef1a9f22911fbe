//! How long sectors may be read, so that there is time left to prove those that were.

use crate::jobs::Job;
use crate::proof_type::partition_sectors;
use crate::readers::Limits;
use crate::{setup, snark};
use filecoin_proofs_api::RegisteredPoStProof;
use std::time::{Duration, Instant};

/// A deadline that is nearly over still deserves a try.
const LEAST: Duration = Duration::from_secs(1);
/// One read that hangs may use up this part of the time for all.
const ROUNDS: u32 = 4;

/// The limits of a computation that begins to read so many sectors now; without a deadline only that of one
/// sector.
pub fn of(proof: RegisteredPoStProof, sectors: usize, job: &Job) -> Limits {
    let one = setup::sector_timeout();
    let Some(close) = job.deadline().close else {
        return Limits::of_item(one);
    };
    let now = Instant::now();
    let left = close.saturating_duration_since(now);
    let snarks = sectors.div_ceil(partition_sectors(proof)) as u32;
    let all = time_for_all(left, snark::longest(proof).map(|longest| longest * snarks));
    Limits {
        item: one.min((all / ROUNDS).max(LEAST)),
        end: Some(now + all),
    }
}

/// Half of what is left, or all but one and a half times what the SNARKs take by experience if that is more.
pub fn time_for_all(left: Duration, snark: Option<Duration>) -> Duration {
    let known = snark.map_or(Duration::ZERO, |snark| left.saturating_sub(snark * 3 / 2));
    known.max(left / 2).max(LEAST)
}
