//! One SNARK at a time per process: two would need twice the memory and gain nothing.

use crate::fail::Outcome;
use crate::jobs::{Job, Phase};
use std::sync::{Condvar, Mutex, PoisonError};
use std::time::Duration;

const LOOK_AROUND: Duration = Duration::from_millis(50);

static BUSY: Mutex<bool> = Mutex::new(false);
static FREE: Condvar = Condvar::new();

/// The right to compute a SNARK, given back on drop, also by a panic.
struct Turn;

impl Turn {
    fn take(job: &Job) -> Outcome<Turn> {
        let mut busy = BUSY.lock().unwrap_or_else(PoisonError::into_inner);
        loop {
            job.check()?;
            if !*busy {
                *busy = true;
                return Ok(Turn);
            }
            busy = FREE
                .wait_timeout(busy, LOOK_AROUND)
                .unwrap_or_else(PoisonError::into_inner)
                .0;
        }
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        *BUSY.lock().unwrap_or_else(PoisonError::into_inner) = false;
        FREE.notify_one();
    }
}

/// Runs `prove` when no other SNARK runs; cancellable until it begins. Must not be called inside a rayon
/// pool.
pub fn in_turn<T>(job: &Job, prove: impl FnOnce() -> anyhow::Result<T>) -> Outcome<T> {
    debug_assert!(rayon::current_thread_index().is_none());
    job.enter(Phase::Waiting, 0, 0);
    let _turn = Turn::take(job)?;
    job.enter(Phase::Snark, 0, 0);
    Ok(prove()?)
}
