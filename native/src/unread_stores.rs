//! Tells a store that this machine cannot read from sectors that are bad.

use crate::fail::{Fail, Outcome, Status};
use crate::jobs::Job;
use crate::replica::{Fault, Place, Replica};
use std::collections::BTreeMap;
use std::time::Instant;

/// A store of which nothing can be read may be fine on another machine: the computation fails as long as
/// another one has the time for it, and goes on without the store afterwards.
pub fn leave_to_others(replicas: &[Replica], faults: &[Fault], job: &Job) -> Outcome<()> {
    if !job.deadline().retry.is_some_and(|end| Instant::now() < end) {
        return Ok(());
    }
    let faults: BTreeMap<u64, &Fault> = faults.iter().map(|fault| (fault.id, fault)).collect();
    let mut places: BTreeMap<Place, Vec<Option<&Fault>>> = BTreeMap::new();
    for replica in replicas {
        let fault = faults.get(&replica.id).copied();
        places.entry(replica.place()).or_default().push(fault);
    }
    for (place, sectors) in places {
        let unread: Vec<&Fault> = sectors
            .iter()
            .filter_map(|fault| fault.filter(|fault| fault.is_unread()))
            .collect();
        if unread.len() == sectors.len() {
            return Err(Fail::new(
                Status::Io,
                format!(
                    "none of {} sectors in {place} could be read, left to another worker; the first: sector {}: {}",
                    unread.len(),
                    unread[0].id,
                    unread[0].reason
                ),
            ));
        }
    }
    Ok(())
}
