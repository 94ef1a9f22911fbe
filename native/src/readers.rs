//! Reads many sectors at once, each with a time limit.
//!
//! Every reader is a rayon pool of one thread: the proofs library reads a sector with nested parallel
//! iterators on the current pool, and a read that hangs on dead storage must stop neither the SNARK's pool
//! nor the other sectors. A reader that overstays is left behind and replaced.

use crate::fail::{Fail, Outcome, Status};
use crate::guard;
use crate::jobs::Job;
use std::collections::BTreeMap;
use std::panic::{catch_unwind, AssertUnwindSafe};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{channel, Receiver, Sender};
use std::sync::Arc;
use std::time::{Duration, Instant};

const READER_STACK_BYTES: usize = 8 << 20;
const LOOK_AROUND: Duration = Duration::from_millis(50);
/// Readers left behind by one computation before its storage counts as dead.
const MOST_LEFT_BEHIND: usize = 1024;

/// How the reading of one item ended.
#[derive(Debug, PartialEq, Eq)]
pub enum Read<T> {
    Done(T),
    Panicked(String),
    TimedOut(Duration),
    /// The time for all of them was over.
    NotReached,
}

/// How long one item may take, and when all of them must have been read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    pub item: Duration,
    pub end: Option<Instant>,
}

impl Limits {
    pub fn of_item(item: Duration) -> Self {
        Limits { item, end: None }
    }

    fn are_over(&self) -> bool {
        self.end.is_some_and(|end| Instant::now() >= end)
    }
}

enum Event<T> {
    Started(usize),
    Ended(usize, Read<T>),
}

struct Work<I, F> {
    items: Vec<I>,
    next: AtomicUsize,
    read: F,
}

/// What the caller's thread keeps while the readers read.
struct Reading<I, T, F> {
    work: Arc<Work<I, F>>,
    events: Sender<Event<T>>,
    inbox: Receiver<Event<T>>,
    started: BTreeMap<usize, Instant>,
    results: BTreeMap<usize, Read<T>>,
    left_behind: usize,
}

/// Reads all items, in their order; stops early if the job is cancelled or the time for all is over. `late`
/// hears of each item that overstays the limit.
pub fn read_all<I, T, F>(
    items: Vec<I>,
    threads: usize,
    limits: Limits,
    job: &Job,
    read: F,
    late: impl Fn(&I),
) -> Outcome<Vec<Read<T>>>
where
    I: Send + Sync + 'static,
    T: Send + 'static,
    F: Fn(&I) -> T + Send + Sync + 'static,
{
    let count = items.len();
    let mut reading = Reading::new(items, read);
    for _ in 0..threads.clamp(1, count.max(1)) {
        reading.start_reader()?;
    }
    while reading.results.len() < count {
        if job.is_cancelled() {
            reading.work.next.store(count, Ordering::Relaxed);
            job.check()?;
        }
        reading.take_event(job);
        reading.leave_behind(limits.item, job, &late)?;
        if limits.are_over() {
            reading.give_up();
        }
    }
    Ok(reading.results.into_values().collect())
}

impl<I, T, F> Reading<I, T, F>
where
    I: Send + Sync + 'static,
    T: Send + 'static,
    F: Fn(&I) -> T + Send + Sync + 'static,
{
    fn new(items: Vec<I>, read: F) -> Self {
        let (events, inbox) = channel();
        Reading {
            work: Arc::new(Work {
                items,
                next: AtomicUsize::new(0),
                read,
            }),
            events,
            inbox,
            started: BTreeMap::new(),
            results: BTreeMap::new(),
            left_behind: 0,
        }
    }

    fn start_reader(&self) -> Outcome<()> {
        let reader = rayon::ThreadPoolBuilder::new()
            .num_threads(1)
            .stack_size(READER_STACK_BYTES)
            .thread_name(|_| "wdpost-reader".to_string())
            .build()
            .map_err(|e| Fail::new(Status::Io, format!("cannot start a reader thread: {e}")))?;
        let work = Arc::clone(&self.work);
        let events = self.events.clone();
        reader.spawn(move || read_until_done(&work, &events));
        Ok(())
    }

    fn take_event(&mut self, job: &Job) {
        match self.inbox.recv_timeout(LOOK_AROUND) {
            Ok(Event::Started(index)) => {
                self.started.insert(index, Instant::now());
            }
            Ok(Event::Ended(index, result)) => {
                // A late answer of a reader that was left behind no longer counts.
                if self.started.remove(&index).is_some() {
                    self.results.insert(index, result);
                    job.advance();
                }
            }
            Err(_) => {}
        }
    }

    fn leave_behind(&mut self, limit: Duration, job: &Job, late: impl Fn(&I)) -> Outcome<()> {
        let overdue: Vec<usize> = self
            .started
            .iter()
            .filter(|(_, since)| since.elapsed() > limit)
            .map(|(index, _)| *index)
            .collect();
        for index in overdue {
            self.started.remove(&index);
            self.results.insert(index, Read::TimedOut(limit));
            late(&self.work.items[index]);
            job.advance();
            self.left_behind += 1;
            if self.left_behind > MOST_LEFT_BEHIND {
                return Err(Fail::new(
                    Status::Io,
                    format!(
                        "{} sector reads hang; the storage does not answer",
                        self.left_behind
                    ),
                ));
            }
            self.start_reader()?;
        }
        Ok(())
    }

    fn give_up(&mut self) {
        let count = self.work.items.len();
        self.work.next.store(count, Ordering::Relaxed);
        for index in 0..count {
            self.results.entry(index).or_insert(Read::NotReached);
        }
    }
}

fn read_until_done<I, T, F: Fn(&I) -> T>(work: &Work<I, F>, events: &Sender<Event<T>>) {
    loop {
        let index = work.next.fetch_add(1, Ordering::Relaxed);
        let Some(item) = work.items.get(index) else {
            return;
        };
        if events.send(Event::Started(index)).is_err() {
            return;
        }
        let result = match catch_unwind(AssertUnwindSafe(|| (work.read)(item))) {
            Ok(value) => Read::Done(value),
            Err(payload) => Read::Panicked(guard::describe(payload.as_ref())),
        };
        if events.send(Event::Ended(index, result)).is_err() {
            return;
        }
    }
}
