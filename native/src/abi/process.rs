//! Set-up, log, jobs and parameters.

use super::{heavy, input, quick};
use crate::fail::Fail;
use crate::proof_type::post_proof;
use crate::result::{Answer, FpResult};
use crate::{jobs, logs, numa, params, setup};
use serde_json::{json, Value};
use std::time::{Duration, Instant};

#[no_mangle]
pub unsafe extern "C" fn fp_init(options: *const u8, len: u64) -> *mut FpResult {
    quick(|| {
        let text = input::bytes("options", options, len)?;
        let options = serde_json::from_slice(&text)
            .map_err(|e| Fail::bad_argument(format!("options: {e}")))?;
        setup::init(options)?;
        Ok(Answer::default())
    })
}

#[no_mangle]
pub extern "C" fn fp_prefer_numa_node(node: i32) -> *mut FpResult {
    quick(|| {
        numa::prefer(node)?;
        Ok(Answer::default())
    })
}

#[no_mangle]
pub extern "C" fn fp_info() -> *mut FpResult {
    quick(|| Ok(Answer::json(setup::info())))
}

#[no_mangle]
pub extern "C" fn fp_log_drain(max_lines: u32) -> *mut FpResult {
    quick(|| Ok(Answer::json(logs::drain(max_lines as usize))))
}

#[no_mangle]
pub extern "C" fn fp_job_new() -> u64 {
    jobs::create()
}

#[no_mangle]
pub extern "C" fn fp_job_limits(token: u64, close_millis: i64, retry_millis: i64) {
    if let Ok(job) = jobs::find(token) {
        job.set_deadline(jobs::Deadline {
            close: from_now(close_millis),
            retry: from_now(retry_millis),
        });
    }
}

#[no_mangle]
pub extern "C" fn fp_job_cancel(token: u64) {
    if let Ok(job) = jobs::find(token) {
        job.cancel();
    }
}

#[no_mangle]
pub extern "C" fn fp_job_progress(token: u64) -> *mut FpResult {
    quick(|| Ok(Answer::json(jobs::find(token)?.progress())))
}

#[no_mangle]
pub extern "C" fn fp_job_free(token: u64) {
    jobs::forget(token);
}

#[no_mangle]
pub extern "C" fn fp_params_status(post: i32) -> *mut FpResult {
    quick(|| {
        let proof = post_proof(post)?;
        let mut status = params::status(proof)?;
        // Only in the official list; locally made 8MiB files have the same names.
        status["cid"] = proof.params_cid().map_or(Value::Null, Value::from);
        Ok(Answer::json(status))
    })
}

#[no_mangle]
pub extern "C" fn fp_params_generate(post: i32, force: i32) -> *mut FpResult {
    heavy("wdpost-params", move || {
        let made = params::generate(post_proof(post)?, force != 0)?;
        Ok(Answer::json(json!({ "generated": made })))
    })
}

/// Negative: none.
fn from_now(millis: i64) -> Option<Instant> {
    let millis = u64::try_from(millis).ok()?;
    Instant::now().checked_add(Duration::from_millis(millis))
}
