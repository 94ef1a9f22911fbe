//! Reading and freeing answers. A null result reads as empty.

use crate::result::FpResult;
use std::sync::atomic::Ordering;

#[no_mangle]
pub unsafe extern "C" fn fp_result_status(result: *const FpResult) -> i32 {
    result
        .as_ref()
        .map_or(crate::fail::Status::BadArgument as i32, |r| r.status)
}

#[no_mangle]
pub unsafe extern "C" fn fp_result_error(result: *const FpResult, len: *mut u64) -> *const u8 {
    lend(result.as_ref().map(|r| r.error.as_bytes()), len)
}

#[no_mangle]
pub unsafe extern "C" fn fp_result_json(result: *const FpResult, len: *mut u64) -> *const u8 {
    lend(result.as_ref().map(|r| r.json.as_bytes()), len)
}

#[no_mangle]
pub unsafe extern "C" fn fp_result_blob_count(result: *const FpResult) -> u64 {
    result.as_ref().map_or(0, |r| r.blobs.len() as u64)
}

#[no_mangle]
pub unsafe extern "C" fn fp_result_blob(
    result: *const FpResult,
    index: u64,
    len: *mut u64,
) -> *const u8 {
    let blob = result
        .as_ref()
        .and_then(|r| r.blobs.get(index as usize))
        .map(Vec::as_slice);
    lend(blob, len)
}

#[no_mangle]
pub unsafe extern "C" fn fp_result_free(result: *mut FpResult) {
    if !result.is_null() {
        super::LIVE_RESULTS.fetch_sub(1, Ordering::Relaxed);
        drop(Box::from_raw(result));
    }
}

unsafe fn lend(bytes: Option<&[u8]>, len: *mut u64) -> *const u8 {
    let bytes = bytes.unwrap_or_default();
    if let Some(len) = len.as_mut() {
        *len = bytes.len() as u64;
    }
    bytes.as_ptr()
}
