//! Log lines wait in a bounded ring until the caller drains them; nothing calls up into the JVM.

use log::{LevelFilter, Log, Metadata, Record};
use serde_json::{json, Value};
use std::collections::VecDeque;
use std::sync::{Mutex, Once, PoisonError};
use std::time::{SystemTime, UNIX_EPOCH};

const CAPACITY: usize = 4096;

struct Line {
    at_millis: u64,
    level: log::Level,
    target: String,
    message: String,
}

struct Ring {
    lines: VecDeque<Line>,
    dropped: u64,
}

static RING: Mutex<Ring> = Mutex::new(Ring {
    lines: VecDeque::new(),
    dropped: 0,
});
static INSTALL: Once = Once::new();

struct RingLogger;

impl Log for RingLogger {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        let level = metadata.level();
        level <= log::max_level() && !is_chatter(metadata.target(), level)
    }

    fn log(&self, record: &Record<'_>) {
        if !self.enabled(record.metadata()) {
            return;
        }
        push(Line {
            at_millis: SystemTime::now()
                .duration_since(UNIX_EPOCH)
                .map_or(0, |d| d.as_millis() as u64),
            level: record.level(),
            target: record.target().to_string(),
            message: record.args().to_string(),
        });
    }

    fn flush(&self) {}
}

/// A store that is read-only, as it should be, draws a warning for each tree file: 18,792 a partition.
fn is_chatter(target: &str, level: log::Level) -> bool {
    target.starts_with("merkletree")
        && level > log::Level::Error
        && log::max_level() < log::Level::Debug
}

/// Sends `log` records of this level and above to the ring.
pub fn install(level: LevelFilter) {
    INSTALL.call_once(|| {
        // Fails only where a host program of the rlib has its own logger, which then gets the lines.
        let _ = log::set_logger(&RingLogger);
    });
    log::set_max_level(level);
}

/// Takes up to `max` of the oldest lines, with the number lost to the ring's bound since the last drain.
pub fn drain(max: usize) -> Value {
    let mut ring = RING.lock().unwrap_or_else(PoisonError::into_inner);
    let count = max.min(ring.lines.len());
    let lines: Vec<Value> = ring
        .lines
        .drain(..count)
        .map(|line| {
            json!({
                "at": line.at_millis,
                "level": line.level.as_str(),
                "target": line.target,
                "message": line.message,
            })
        })
        .collect();
    let dropped = std::mem::take(&mut ring.dropped);
    json!({ "lines": lines, "dropped": dropped })
}

fn push(line: Line) {
    let mut ring = RING.lock().unwrap_or_else(PoisonError::into_inner);
    if ring.lines.len() == CAPACITY {
        ring.lines.pop_front();
        ring.dropped += 1;
    }
    ring.lines.push_back(line);
}
