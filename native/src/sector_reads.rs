//! The reading of one computation's sectors; what hangs costs its own sectors and no others.

use crate::dead_stores::{DeadStores, ENOUGH};
use crate::fail::Outcome;
use crate::jobs::Job;
use crate::open_reads;
use crate::readers::{read_all, Limits, Read};
use crate::replica::{Fault, Place, Replica};
use std::collections::{HashMap, HashSet};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};

/// What came of one sector: what was read in which time, or its fault.
pub type Sector<T> = Read<Result<(T, Duration), Fault>>;

/// Reads all sectors, in their order. Of a store in which reads of earlier computations still hang, a few
/// sectors are tried first, and the others only if one of these answers.
pub fn read_sectors<T, F>(
    replicas: Vec<Replica>,
    threads: usize,
    limits: Limits,
    job: &Job,
    read: F,
) -> Outcome<Vec<(Replica, Sector<T>)>>
where
    T: Send + 'static,
    F: Fn(&Replica) -> Result<T, Fault> + Send + Sync + 'static,
{
    let dead = Arc::new(DeadStores::default());
    let read = Arc::new(read);
    let mut sectors = Vec::with_capacity(replicas.len());
    for pass in passes(replicas, &open_reads::hanging()) {
        let (seen, read) = (Arc::clone(&dead), Arc::clone(&read));
        let timed = move |replica: &Replica| {
            seen.check(replica)?;
            let open = open_reads::begin(replica, limits.item);
            let begin = Instant::now();
            let outcome = read(replica);
            drop(open);
            seen.answered(replica);
            outcome.map(|value| (value, begin.elapsed()))
        };
        let late = |replica: &Replica| dead.hung(replica);
        let read = read_all(pass.clone(), threads, limits, job, timed, late)?;
        sectors.extend(pass.into_iter().zip(read));
    }
    sectors.sort_by_key(|(replica, _)| replica.id);
    Ok(sectors)
}

/// Those to be read at once, and those that wait for what becomes of them.
fn passes(replicas: Vec<Replica>, hanging: &[(Place, PathBuf)]) -> Vec<Vec<Replica>> {
    let places: HashSet<&Place> = hanging.iter().map(|(place, _)| place).collect();
    let sealed: HashSet<&PathBuf> = hanging.iter().map(|(_, sealed)| sealed).collect();
    let mut tried: HashMap<Place, usize> = HashMap::new();
    let (now, later): (Vec<Replica>, Vec<Replica>) = replicas.into_iter().partition(|replica| {
        let place = replica.place();
        if !places.contains(&place) {
            return true;
        }
        let tried = tried.entry(place).or_default();
        let tries = *tried < ENOUGH && !sealed.contains(&replica.sealed);
        *tried += usize::from(tries);
        tries
    });
    [now, later]
        .into_iter()
        .filter(|pass| !pass.is_empty())
        .collect()
}
