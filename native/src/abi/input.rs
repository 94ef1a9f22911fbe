//! Raw pointers to owned values.

use crate::challenges::Context;
use crate::fail::{Fail, Outcome};
use filecoin_proofs_api::RegisteredPoStProof;

/// Copies `len` bytes; a null pointer is allowed for none.
pub unsafe fn bytes(what: &str, data: *const u8, len: u64) -> Outcome<Vec<u8>> {
    values(what, data, len)
}

pub unsafe fn numbers(what: &str, data: *const u64, count: u64) -> Outcome<Vec<u64>> {
    values(what, data, count)
}

pub unsafe fn bytes32(what: &str, data: *const u8) -> Outcome<[u8; 32]> {
    let mut copy = [0; 32];
    copy.copy_from_slice(&bytes(what, data, 32)?);
    Ok(copy)
}

pub unsafe fn context(
    proof: Outcome<RegisteredPoStProof>,
    seed: *const u8,
    prover: *const u8,
) -> Outcome<Context> {
    Context::new(proof?, bytes32("seed", seed)?, bytes32("prover", prover)?)
}

/// Cuts one buffer into parts of the given lengths, which must add up to it.
pub unsafe fn parts(
    what: &str,
    data: *const u8,
    len: u64,
    lengths: *const u64,
    count: u64,
) -> Outcome<Vec<Vec<u8>>> {
    let all = bytes(what, data, len)?;
    let mut rest = all.as_slice();
    let mut parts = Vec::new();
    for length in numbers(what, lengths, count)? {
        if length > rest.len() as u64 {
            return Err(Fail::bad_argument(format!(
                "{what}: lengths exceed the buffer"
            )));
        }
        let (part, tail) = rest.split_at(length as usize);
        parts.push(part.to_vec());
        rest = tail;
    }
    if !rest.is_empty() {
        return Err(Fail::bad_argument(format!(
            "{what}: {} bytes belong to no part",
            rest.len()
        )));
    }
    Ok(parts)
}

unsafe fn values<T: Copy>(what: &str, data: *const T, count: u64) -> Outcome<Vec<T>> {
    if count == 0 {
        return Ok(Vec::new());
    }
    if data.is_null() {
        return Err(Fail::bad_argument(format!("{what} is null")));
    }
    Ok(std::slice::from_raw_parts(data, count as usize).to_vec())
}
