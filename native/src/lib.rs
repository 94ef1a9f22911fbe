//! WindowPoSt and WinningPoSt behind a small C ABI (`include/wdpost.h`), over filecoin-proofs-api.
//!
//! `abi` holds the exported functions and nothing else; every other module is plain Rust that
//! `wdpost-bench` and the tests call directly.

pub mod abi;
pub mod challenges;
pub mod dead_stores;
pub mod fail;
pub mod guard;
pub mod jobs;
pub mod logs;
pub mod numa;
pub mod open_reads;
pub mod param_files;
pub mod params;
pub mod proof_type;
pub mod read_limits;
pub mod readers;
pub mod replica;
pub mod result;
pub mod seal;
pub mod sector_reads;
pub mod setup;
pub mod snark;
pub mod unread_stores;
pub mod vanilla;
pub mod verify;
pub mod window;
pub mod winning;
