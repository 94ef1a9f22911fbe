//! Panics become errors here; a panic that crossed `extern "C"` would abort the JVM.

use crate::fail::{Fail, Outcome, Status};
use crate::numa;
use std::any::Any;
use std::cell::Cell;
use std::collections::VecDeque;
use std::panic::{self, AssertUnwindSafe, PanicHookInfo};
use std::sync::{Mutex, Once, PoisonError};
use std::thread;

const STACK_BYTES: usize = 16 << 20;
const REMEMBERED_PANICS: usize = 64;

/// Messages and places of recent panics. Not per thread: rayon carries a payload to another thread
/// without its location.
static PANICS: Mutex<VecDeque<(String, String)>> = Mutex::new(VecDeque::new());
static HOOK: Once = Once::new();

thread_local! {
    static GUARDED: Cell<bool> = const { Cell::new(false) };
}

/// Runs `work`, turning a panic into a `Fail` with payload and location.
pub fn guard<T>(work: impl FnOnce() -> Outcome<T>) -> Outcome<T> {
    install_hook();
    let outer = GUARDED.replace(true);
    let result = panic::catch_unwind(AssertUnwindSafe(work));
    GUARDED.set(outer);
    match result {
        Ok(outcome) => outcome,
        Err(payload) => Err(Fail::new(Status::Panic, describe(payload.as_ref()))),
    }
}

/// Runs `work` on a named thread with a big stack (a Java thread has 1 MiB) and outside any rayon
/// pool (a SNARK inside one deadlocks: bellperson#147).
pub fn on_big_stack<T: Send + 'static>(
    name: &str,
    work: impl FnOnce() -> Outcome<T> + Send + 'static,
) -> Outcome<T> {
    let thread = thread::Builder::new()
        .name(name.to_string())
        .stack_size(STACK_BYTES)
        .spawn(move || {
            numa::apply();
            guard(work)
        })
        .map_err(|e| Fail::new(Status::Io, format!("cannot start thread {name}: {e}")))?;
    thread
        .join()
        .unwrap_or_else(|payload| Err(Fail::new(Status::Panic, describe(payload.as_ref()))))
}

/// The payload's text with the place of the panic.
pub fn describe(payload: &(dyn Any + Send)) -> String {
    let text = text_of(payload);
    let panics = PANICS.lock().unwrap_or_else(PoisonError::into_inner);
    match panics.iter().rev().find(|(message, _)| *message == text) {
        Some((_, location)) => format!("panic: {text} (at {location})"),
        None => format!("panic: {text}"),
    }
}

/// Remembers and logs our panics instead of printing them to the daemon's standard error; those of other
/// threads (a host program of the rlib) go where they went.
pub fn install_hook() {
    HOOK.call_once(|| {
        let others = panic::take_hook();
        panic::set_hook(Box::new(move |info| {
            if is_ours() {
                remember(info);
            } else {
                others(info);
            }
        }));
    });
}

fn is_ours() -> bool {
    let named = thread::current()
        .name()
        .is_some_and(|name| name.starts_with("wdpost-"));
    named || GUARDED.get()
}

fn remember(info: &PanicHookInfo<'_>) {
    let text = text_of(info.payload());
    let location = info
        .location()
        .map_or_else(|| "unknown place".to_string(), ToString::to_string);
    log::warn!(target: "wdpost::panic", "{text} (at {location})");
    let mut panics = PANICS.lock().unwrap_or_else(PoisonError::into_inner);
    if panics.len() == REMEMBERED_PANICS {
        panics.pop_front();
    }
    panics.push_back((text, location));
}

fn text_of(payload: &(dyn Any + Send)) -> String {
    payload
        .downcast_ref::<String>()
        .cloned()
        .or_else(|| {
            payload
                .downcast_ref::<&'static str>()
                .map(ToString::to_string)
        })
        .unwrap_or_else(|| "payload is not a text".to_string())
}
