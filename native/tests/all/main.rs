//! Real 2KiB sectors and proofs, in one process because the proofs library's settings are per process.

mod abi;
mod challenges;
mod faults;
mod fixture;
mod parameters;
mod reading;
mod window;
mod winning;
