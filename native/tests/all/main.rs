//! Real 2KiB sectors and proofs, in one process because the proofs library's settings are per process.

mod abi;
mod challenges;
mod dead_mount;
mod deadlines;
mod faults;
mod fixture;
mod parameters;
mod reading;
mod stores;
mod window;
mod winning;
