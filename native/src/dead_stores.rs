//! Gives up on stores whose sectors hang, so that one dead mount does not cost the whole window:
//! 470 sectors at 32 readers and two minutes each would take half an hour.

use crate::replica::{Fault, FaultCode, Place, Replica};
use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// So many sectors that hang, and none that answers, make a dead store.
pub const ENOUGH: usize = 4;

/// Sectors that hung since the last one that answered, by their place.
#[derive(Default)]
pub struct DeadStores(Mutex<HashMap<Place, usize>>);

impl DeadStores {
    pub fn hung(&self, replica: &Replica) {
        *self.counts().entry(replica.place()).or_default() += 1;
    }

    pub fn answered(&self, replica: &Replica) {
        self.counts().remove(&replica.place());
    }

    /// The fault of a sector that need not be tried, because so many before it hung.
    pub fn check(&self, replica: &Replica) -> Result<(), Fault> {
        let place = replica.place();
        match self.counts().get(&place) {
            Some(hung) if *hung >= ENOUGH => Err(Fault {
                id: replica.id,
                code: FaultCode::TimedOut,
                reason: format!("not tried: {hung} sectors of {place} hang"),
            }),
            _ => Ok(()),
        }
    }

    fn counts(&self) -> MutexGuard<'_, HashMap<Place, usize>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
