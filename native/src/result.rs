//! What every call returns to C: an opaque, owned answer that the caller reads and frees.

use crate::fail::{Fail, Status};
use serde_json::Value;

/// JSON and raw bytes that a call answers.
#[derive(Debug, Default)]
pub struct Answer {
    pub json: Value,
    pub blobs: Vec<Vec<u8>>,
}

impl Answer {
    pub fn json(json: Value) -> Self {
        Answer {
            json,
            blobs: Vec::new(),
        }
    }

    pub fn blob(bytes: Vec<u8>) -> Self {
        Answer {
            json: Value::Null,
            blobs: vec![bytes],
        }
    }
}

/// `fp_result` of the header.
pub struct FpResult {
    pub(crate) status: i32,
    pub(crate) error: String,
    pub(crate) json: String,
    pub(crate) blobs: Vec<Vec<u8>>,
}

impl From<Result<Answer, Fail>> for FpResult {
    fn from(outcome: Result<Answer, Fail>) -> Self {
        match outcome {
            Ok(answer) => FpResult {
                status: Status::Ok as i32,
                error: String::new(),
                json: answer.json.to_string(),
                blobs: answer.blobs,
            },
            Err(fail) => FpResult {
                status: fail.status as i32,
                error: fail.message,
                json: fail.details.to_string(),
                blobs: Vec::new(),
            },
        }
    }
}
