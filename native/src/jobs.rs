//! Tokens by which a caller follows and cancels a call that runs on another thread.

use crate::fail::{Fail, Outcome, Status};
use serde_json::{json, Value};
use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, AtomicU64, AtomicU8, Ordering};
use std::sync::{Arc, LazyLock, Mutex, PoisonError};
use std::time::Instant;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phase {
    Waiting = 0,
    Vanilla = 1,
    Snark = 2,
    Verify = 3,
}

/// What the job's deadline says; nothing if nobody told.
#[derive(Clone, Copy, Default)]
pub struct Deadline {
    /// The proof is worth nothing afterwards.
    pub close: Option<Instant>,
    /// A failure before this leaves another worker the time to prove the job.
    pub retry: Option<Instant>,
}

/// Progress, time limits and the wish to stop of one computation.
#[derive(Default)]
pub struct Job {
    deadline: Mutex<Deadline>,
    cancelled: AtomicBool,
    phase: AtomicU8,
    done: AtomicU64,
    total: AtomicU64,
}

impl Job {
    pub fn enter(&self, phase: Phase, done: u64, total: u64) {
        self.phase.store(phase as u8, Ordering::Relaxed);
        self.done.store(done, Ordering::Relaxed);
        self.total.store(total, Ordering::Relaxed);
    }

    pub fn advance(&self) {
        self.done.fetch_add(1, Ordering::Relaxed);
    }

    pub fn set_deadline(&self, deadline: Deadline) {
        *self.deadline.lock().unwrap_or_else(PoisonError::into_inner) = deadline;
    }

    pub fn deadline(&self) -> Deadline {
        *self.deadline.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub fn cancel(&self) {
        self.cancelled.store(true, Ordering::Relaxed);
    }

    pub fn is_cancelled(&self) -> bool {
        self.cancelled.load(Ordering::Relaxed)
    }

    /// Fails with `Cancelled` if somebody asked to stop.
    pub fn check(&self) -> Outcome<()> {
        if self.is_cancelled() {
            return Err(Fail::new(Status::Cancelled, "cancelled"));
        }
        Ok(())
    }

    pub fn progress(&self) -> Value {
        let phase = match self.phase.load(Ordering::Relaxed) {
            1 => "VANILLA",
            2 => "SNARK",
            3 => "VERIFY",
            _ => "WAITING",
        };
        json!({
            "phase": phase,
            "done": self.done.load(Ordering::Relaxed),
            "total": self.total.load(Ordering::Relaxed),
            "cancelled": self.is_cancelled(),
        })
    }
}

static NEXT: AtomicU64 = AtomicU64::new(1);
static JOBS: LazyLock<Mutex<HashMap<u64, Arc<Job>>>> = LazyLock::new(Mutex::default);

/// A new token, never 0.
pub fn create() -> u64 {
    let token = NEXT.fetch_add(1, Ordering::Relaxed);
    with_jobs(|jobs| jobs.insert(token, Arc::default()));
    token
}

/// The job of a token; token 0 stands for a job nobody watches.
pub fn find(token: u64) -> Outcome<Arc<Job>> {
    if token == 0 {
        return Ok(Arc::default());
    }
    with_jobs(|jobs| jobs.get(&token).cloned())
        .ok_or_else(|| Fail::bad_argument(format!("no job {token}")))
}

pub fn forget(token: u64) {
    with_jobs(|jobs| jobs.remove(&token));
}

fn with_jobs<T>(use_jobs: impl FnOnce(&mut HashMap<u64, Arc<Job>>) -> T) -> T {
    let mut jobs = JOBS.lock().unwrap_or_else(PoisonError::into_inner);
    use_jobs(&mut jobs)
}
