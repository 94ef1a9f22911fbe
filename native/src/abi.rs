//! The exported functions; `include/wdpost.h` is their description.
//!
//! Only integers, pointers and lengths cross: JSON (UTF-8) and raw bytes come in and are copied before
//! anything else happens; every answer is an `fp_result` that the caller frees.
#![allow(clippy::missing_safety_doc)] // the contract is the header's

mod input;
mod post;
mod process;
mod results;
mod sectors;

use crate::fail::Outcome;
use crate::guard;
use crate::result::{Answer, FpResult};
use std::sync::atomic::{AtomicU64, Ordering};

/// Raised with every change that an older caller would not survive.
pub const ABI_VERSION: i32 = 1;

/// Answers given and not yet freed; a caller that leaks sees it grow.
pub static LIVE_RESULTS: AtomicU64 = AtomicU64::new(0);

#[no_mangle]
pub extern "C" fn fp_abi_version() -> i32 {
    ABI_VERSION
}

/// A call that answers at once.
fn quick(work: impl FnOnce() -> Outcome<Answer>) -> *mut FpResult {
    give(guard::guard(work))
}

/// A call that computes: on its own thread, the caller waits.
fn heavy(name: &str, work: impl FnOnce() -> Outcome<Answer> + Send + 'static) -> *mut FpResult {
    give(guard::on_big_stack(name, work))
}

fn give(outcome: Outcome<Answer>) -> *mut FpResult {
    LIVE_RESULTS.fetch_add(1, Ordering::Relaxed);
    Box::into_raw(Box::new(FpResult::from(outcome)))
}
