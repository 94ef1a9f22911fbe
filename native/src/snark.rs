//! One SNARK at a time per process: two would need twice the memory and gain nothing.

use crate::fail::Outcome;
use crate::jobs::{Job, Phase};
use filecoin_proofs_api::RegisteredPoStProof;
use std::collections::HashMap;
use std::sync::{Condvar, LazyLock, Mutex, PoisonError};
use std::time::{Duration, Instant};

const LOOK_AROUND: Duration = Duration::from_millis(50);

static BUSY: Mutex<bool> = Mutex::new(false);
static FREE: Condvar = Condvar::new();

/// The longest SNARK of this process.
static LONGEST: LazyLock<Mutex<HashMap<RegisteredPoStProof, Duration>>> =
    LazyLock::new(Mutex::default);

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

/// How long a SNARK of that kind may take here; nothing before there was one.
pub fn longest(kind: RegisteredPoStProof) -> Option<Duration> {
    let longest = LONGEST.lock().unwrap_or_else(PoisonError::into_inner);
    longest.get(&kind).copied()
}

fn remember(kind: RegisteredPoStProof, took: Duration) {
    let mut longest = LONGEST.lock().unwrap_or_else(PoisonError::into_inner);
    let known = longest.entry(kind).or_default();
    *known = took.max(*known);
}

/// Runs `prove` when no other SNARK runs; cancellable until it begins. Must not be called inside a rayon
/// pool.
pub fn in_turn<T>(
    kind: RegisteredPoStProof,
    job: &Job,
    prove: impl FnOnce() -> anyhow::Result<T>,
) -> Outcome<T> {
    debug_assert!(rayon::current_thread_index().is_none());
    job.enter(Phase::Waiting, 0, 0);
    let _turn = Turn::take(job)?;
    job.enter(Phase::Snark, 0, 0);
    let begin = Instant::now();
    let proof = prove();
    remember(kind, begin.elapsed());
    give_memory_back();
    Ok(proof?)
}

/// Every proof runs on a new thread, each of which may leave its scratch space in another of the
/// allocator's arenas: after 12 proofs of 2KiB sectors a JVM had 213 MiB without this and 192 with it.
fn give_memory_back() {
    #[cfg(all(target_os = "linux", target_env = "gnu"))]
    {
        extern "C" {
            fn malloc_trim(pad: usize) -> i32;
        }
        // Safe at any time and from any thread (malloc_trim(3)).
        unsafe { malloc_trim(0) };
    }
}
