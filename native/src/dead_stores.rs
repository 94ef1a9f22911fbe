//! Gives up on directories whose sectors hang, so that one dead mount does not cost the whole window:
//! 470 sectors at 32 readers and two minutes each would take half an hour.

use crate::replica::{Fault, FaultCode, Replica};
use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::{Mutex, MutexGuard, PoisonError};

const ENOUGH: usize = 4;

/// Sectors that hung since the last one that answered, by the directory of the replicas.
#[derive(Default)]
pub struct DeadStores(Mutex<HashMap<PathBuf, usize>>);

impl DeadStores {
    pub fn hung(&self, replica: &Replica) {
        *self.counts().entry(directory(replica)).or_default() += 1;
    }

    pub fn answered(&self, replica: &Replica) {
        self.counts().remove(&directory(replica));
    }

    /// The fault of a sector that need not be tried, because so many before it hung.
    pub fn check(&self, replica: &Replica) -> Result<(), Fault> {
        let directory = directory(replica);
        match self.counts().get(&directory) {
            Some(hung) if *hung >= ENOUGH => Err(Fault {
                id: replica.id,
                code: FaultCode::TimedOut,
                reason: format!("not tried: {hung} sectors of {} hang", directory.display()),
            }),
            _ => Ok(()),
        }
    }

    fn counts(&self) -> MutexGuard<'_, HashMap<PathBuf, usize>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn directory(replica: &Replica) -> PathBuf {
    replica
        .sealed
        .parent()
        .map_or_else(PathBuf::new, PathBuf::from)
}
