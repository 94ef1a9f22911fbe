//! The sector reads that run in this process, of all its computations.
//!
//! A read that hangs outlives the computation that began it; while it hangs, its store is approached with
//! care, so that a dead mount does not cost every later computation a set of readers.

use crate::replica::{Place, Replica};
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{LazyLock, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

struct Running {
    place: Place,
    sealed: PathBuf,
    late_at: Instant,
}

#[derive(Default)]
struct Table {
    last: u64,
    running: HashMap<u64, Running>,
}

static TABLE: LazyLock<Mutex<Table>> = LazyLock::new(Mutex::default);

/// A read that runs until this is dropped.
pub struct OpenRead(u64);

impl Drop for OpenRead {
    fn drop(&mut self) {
        table().running.remove(&self.0);
    }
}

/// A read begins; it hangs if it runs for longer than the limit.
pub fn begin(replica: &Replica, limit: Duration) -> OpenRead {
    let mut table = table();
    table.last += 1;
    let ticket = table.last;
    let running = Running {
        place: replica.place(),
        sealed: replica.sealed.clone(),
        late_at: Instant::now() + limit,
    };
    table.running.insert(ticket, running);
    OpenRead(ticket)
}

/// The replicas whose reads hang, with their places.
pub fn hanging() -> Vec<(Place, PathBuf)> {
    let now = Instant::now();
    table()
        .running
        .values()
        .filter(|read| read.late_at <= now)
        .map(|read| (read.place.clone(), read.sealed.clone()))
        .collect()
}

/// Reads that hang somewhere below the directory.
pub fn hanging_below(directory: &Path) -> usize {
    hanging()
        .iter()
        .filter(|(_, sealed)| sealed.starts_with(directory))
        .count()
}

fn table() -> MutexGuard<'static, Table> {
    TABLE.lock().unwrap_or_else(PoisonError::into_inner)
}
