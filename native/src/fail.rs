//! Why a call gave no answer.

use serde_json::Value;

/// The numbers of the ABI; `include/wdpost.h` repeats them.
#[repr(i32)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    Ok = 0,
    BadArgument = 1,
    FaultySectors = 2,
    ParamsMissing = 3,
    Io = 4,
    Cancelled = 5,
    Panic = 6,
    Internal = 7,
    Busy = 8,
    Configuration = 9,
    ParamsInvalid = 10,
}

/// A status with a message for an operator and, for faulty sectors, their list as JSON.
#[derive(Debug)]
pub struct Fail {
    pub status: Status,
    pub message: String,
    pub details: Value,
}

pub type Outcome<T> = Result<T, Fail>;

impl Fail {
    pub fn new(status: Status, message: impl Into<String>) -> Self {
        Fail {
            status,
            message: message.into(),
            details: Value::Null,
        }
    }

    pub fn bad_argument(message: impl Into<String>) -> Self {
        Fail::new(Status::BadArgument, message)
    }

    pub fn io(what: &std::path::Path, error: std::io::Error) -> Self {
        Fail::new(Status::Io, format!("{}: {error}", what.display()))
    }
}

impl From<anyhow::Error> for Fail {
    fn from(error: anyhow::Error) -> Self {
        Fail::new(Status::Internal, format!("{error:#}"))
    }
}

impl std::fmt::Display for Fail {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} ({:?})", self.message, self.status)
    }
}

impl std::error::Error for Fail {}
