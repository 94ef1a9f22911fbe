//! The exported functions as C sees them.

use crate::fixture::{ready, Sectors, WINDOW};
use serde_json::{json, Value};
use std::ptr::null;
use wdpost::fail::Status;
use wdpost::guard::guard;

/// Opaque, as in C.
type FpResult = std::ffi::c_void;

extern "C" {
    fn fp_abi_version() -> i32;
    fn fp_result_status(result: *const FpResult) -> i32;
    fn fp_result_error(result: *const FpResult, len: *mut u64) -> *const u8;
    fn fp_result_json(result: *const FpResult, len: *mut u64) -> *const u8;
    fn fp_result_blob_count(result: *const FpResult) -> u64;
    fn fp_result_blob(result: *const FpResult, index: u64, len: *mut u64) -> *const u8;
    fn fp_result_free(result: *mut FpResult);
    fn fp_init(options: *const u8, len: u64) -> *mut FpResult;
    fn fp_info() -> *mut FpResult;
    fn fp_log_drain(max: u32) -> *mut FpResult;
    fn fp_job_new() -> u64;
    fn fp_job_cancel(token: u64);
    fn fp_job_progress(token: u64) -> *mut FpResult;
    fn fp_job_free(token: u64);
    fn fp_params_status(post: i32) -> *mut FpResult;
    fn fp_window_post(
        job: u64,
        post: i32,
        seed: *const u8,
        prover: *const u8,
        replicas: *const u8,
        len: u64,
        skip_faulty: i32,
    ) -> *mut FpResult;
    fn fp_window_post_merge(post: i32, proofs: *const u8, len: u64) -> *mut FpResult;
}

struct Read {
    status: i32,
    error: String,
    json: Value,
    blobs: Vec<Vec<u8>>,
}

fn read(result: *mut FpResult) -> Read {
    // Each pointer is copied from before the one free.
    unsafe {
        let copy =
            |data: *const u8, len: u64| std::slice::from_raw_parts(data, len as usize).to_vec();
        let mut len = 0;
        let error = fp_result_error(result, &mut len);
        let error = String::from_utf8(copy(error, len)).expect("UTF-8");
        let json = fp_result_json(result, &mut len);
        let json = serde_json::from_slice(&copy(json, len)).expect("JSON");
        let blobs = (0..fp_result_blob_count(result))
            .map(|index| copy(fp_result_blob(result, index, &mut len), len))
            .collect();
        let status = fp_result_status(result);
        fp_result_free(result);
        Read {
            status,
            error,
            json,
            blobs,
        }
    }
}

#[test]
fn says_its_version() {
    assert_eq!(unsafe { fp_abi_version() }, 1);
    ready();
    let info = read(unsafe { fp_info() });
    assert_eq!(info.json["abi"], 1);
    assert_eq!(info.json["features"], json!([]));
}

#[test]
fn refuses_numbers_and_pointers_that_mean_nothing() {
    ready();
    let bad = Status::BadArgument as i32;
    unsafe {
        for number in [-1, 15, i32::MAX] {
            let answer = read(fp_params_status(number));
            assert_eq!(answer.status, bad);
            assert!(
                answer.error.contains("known are 0 to 14"),
                "{}",
                answer.error
            );
        }
        let winning = fp_window_post(0, 0, null(), null(), null(), 0, 1);
        assert_eq!(read(winning).status, bad);
        let no_seed = read(fp_window_post(0, WINDOW, null(), null(), null(), 0, 1));
        assert_eq!(
            (no_seed.status, no_seed.error.as_str()),
            (bad, "seed is null")
        );
        assert_eq!(
            read(fp_window_post_merge(WINDOW, [0; 5].as_ptr(), 5)).status,
            bad
        );
        assert_eq!(read(fp_init(b"{]".as_ptr(), 2)).status, bad);
        assert_eq!(fp_result_status(null()), bad);
        fp_result_free(std::ptr::null_mut());
    }
}

#[test]
fn proves_with_progress_and_cancel() {
    let sectors = Sectors::faux(&[1, 2]);
    let replicas: Vec<Value> = sectors
        .replicas
        .iter()
        .map(|r| json!({"id": r.id, "commR": hex::encode(r.comm_r), "sealed": r.sealed, "cache": r.cache}))
        .collect();
    let replicas = json!(replicas).to_string();
    let prove = |job| {
        let bytes = replicas.as_bytes();
        let (seed, prover) = ([1; 32], [0; 32]);
        let len = bytes.len() as u64;
        read(unsafe {
            fp_window_post(
                job,
                WINDOW,
                seed.as_ptr(),
                prover.as_ptr(),
                bytes.as_ptr(),
                len,
                1,
            )
        })
    };
    let job = unsafe { fp_job_new() };

    let proven = prove(job);
    let progress = read(unsafe { fp_job_progress(job) }).json;
    unsafe { fp_job_cancel(job) };
    let cancelled = prove(job);
    unsafe { fp_job_free(job) };
    let forgotten = prove(job);

    assert_eq!(proven.status, 0, "{}", proven.error);
    assert_eq!(proven.blobs[0].len(), 192);
    assert_eq!(proven.json["proven"], json!([1, 2]));
    assert_eq!(proven.json["reads"][1][0], json!(2));
    assert!(proven.json["reads"][1][1].is_u64());
    assert_eq!(progress["phase"], "VERIFY");
    assert_eq!(cancelled.status, Status::Cancelled as i32);
    assert_eq!(forgotten.status, Status::BadArgument as i32);
}

#[test]
fn panics_become_errors_that_say_where() {
    let failed = guard::<()>(|| {
        let empty: Vec<u8> = Vec::new();
        panic!("no element {}", empty.len())
    })
    .expect_err("panic");
    let plain = guard::<()>(|| panic!("plain")).expect_err("panic");

    assert_eq!(failed.status, Status::Panic);
    assert!(
        failed.message.contains("no element 0"),
        "{}",
        failed.message
    );
    assert!(failed.message.contains("abi.rs:"), "{}", failed.message);
    assert!(plain.message.contains("plain"), "{}", plain.message);
}

#[test]
fn log_lines_can_be_drained() {
    ready();
    log::warn!(target: "wdpost::test", "a line to be found");
    log::warn!(target: "merkletree::store", "opened read-only");

    let drained = read(unsafe { fp_log_drain(u32::MAX) }).json;

    let lines = drained["lines"].as_array().expect("lines");
    let found = lines
        .iter()
        .find(|l| l["target"] == "wdpost::test")
        .expect("the line");
    assert_eq!(
        (&found["level"], &found["message"]),
        (&json!("WARN"), &json!("a line to be found"))
    );
    assert!(lines.iter().all(|l| l["target"] != "merkletree::store"));
}
