//! A sealed sector's files, checked by name and size before the proofs library opens any of them.
//!
//! The library *creates* a `tree-r-last` file that is missing, full of zeroes (proofs.md 3.3).

use crate::fail::{Fail, Outcome};
use crate::proof_type::sector_bytes;
use filecoin_proofs_api::RegisteredPoStProof;
use serde::Deserialize;
use serde_json::{json, Value};
use std::collections::BTreeMap;
use std::fmt;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use storage_proofs_core::util::default_rows_to_discard;

const NODE_BYTES: u64 = 32;
const ARITY: u64 = 8;
const P_AUX_BYTES: u64 = 64;

#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Replica {
    pub id: u64,
    #[serde(with = "hex::serde")]
    pub comm_r: [u8; 32],
    pub sealed: PathBuf,
    pub cache: PathBuf,
}

/// The folders of its stores, which all sectors there share.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Place {
    pub sealed: PathBuf,
    pub cache: PathBuf,
}

impl Replica {
    pub fn place(&self) -> Place {
        let folder = |path: &Path| path.parent().map_or_else(PathBuf::new, PathBuf::from);
        Place {
            sealed: folder(&self.sealed),
            cache: folder(&self.cache),
        }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.sealed.display())?;
        if self.cache != self.sealed {
            write!(f, " and {}", self.cache.display())?;
        }
        Ok(())
    }
}

/// What is wrong with a sector.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FaultCode {
    Missing,
    /// Not even the folder of all the store's sectors is there.
    NoStore,
    /// The system refuses to look at a file.
    Unreadable,
    WrongSize,
    /// Tree files made with this other FIL_PROOFS_ROWS_TO_DISCARD.
    OtherRows(u32),
    CommR,
    Damaged,
    TimedOut,
    /// The time for reading was over before its turn came or ended.
    NotReached,
}

impl FaultCode {
    pub fn name(self) -> &'static str {
        match self {
            FaultCode::Missing => "missing",
            FaultCode::NoStore => "noStore",
            FaultCode::Unreadable => "unreadable",
            FaultCode::WrongSize => "wrongSize",
            FaultCode::OtherRows(_) => "otherRowsToDiscard",
            FaultCode::CommR => "commR",
            FaultCode::Damaged => "damaged",
            FaultCode::TimedOut => "timedOut",
            FaultCode::NotReached => "notReached",
        }
    }
}

/// A sector that cannot be proven, with the reason for the operator.
#[derive(Clone, Debug)]
pub struct Fault {
    pub id: u64,
    pub code: FaultCode,
    pub reason: String,
}

impl Fault {
    /// Whether it says something of the way to the sector and nothing of the sector itself.
    pub fn is_unread(&self) -> bool {
        match self.code {
            FaultCode::NoStore | FaultCode::Unreadable | FaultCode::TimedOut => true,
            FaultCode::Damaged => self.reason.contains("(os error "),
            _ => false,
        }
    }

    pub fn json(&self) -> Value {
        json!({ "id": self.id, "code": self.code.name(), "reason": self.reason })
    }
}

pub fn parse(json: &[u8]) -> Outcome<Vec<Replica>> {
    serde_json::from_slice(json).map_err(|e| Fail::bad_argument(format!("replicas: {e}")))
}

/// One of each sector number, ascending.
pub fn distinct(replicas: Vec<Replica>) -> Vec<Replica> {
    let mut by_id = BTreeMap::new();
    for replica in replicas {
        by_id.entry(replica.id).or_insert(replica);
    }
    by_id.into_values().collect()
}

/// Checks that all files of the sector are there with their exact sizes.
pub fn check_files(proof: RegisteredPoStProof, replica: &Replica) -> Result<(), Fault> {
    let fault = |(code, reason)| Fault {
        id: replica.id,
        code,
        reason,
    };
    check_size(&replica.sealed, sector_bytes(proof))
        .map_err(|why| fault(without_store(why, &replica.sealed)))?;
    check_size(&replica.cache.join("p_aux"), P_AUX_BYTES)
        .map_err(|why| fault(without_store(why, &replica.cache)))?;
    let size = tree_bytes(proof, rows_to_discard(proof));
    let trees = tree_files(proof, &replica.cache);
    for tree in &trees {
        if let Err((code, reason)) = check_size(tree, size) {
            return Err(fault(match rows_of_all(proof, &trees) {
                Some(rows) if code == FaultCode::WrongSize => (FaultCode::OtherRows(rows), reason),
                _ => (code, reason),
            }));
        }
    }
    Ok(())
}

/// The last tree's files, by the names the proofs library gives them.
pub fn tree_files(proof: RegisteredPoStProof, cache: &Path) -> Vec<PathBuf> {
    match tree_count(proof) {
        1 => vec![cache.join("sc-02-data-tree-r-last.dat")],
        count => (0..count)
            .map(|i| cache.join(format!("sc-02-data-tree-r-last-{i}.dat")))
            .collect(),
    }
}

/// Size of each tree file: all rows but the base and the `rows` above it.
pub fn tree_bytes(proof: RegisteredPoStProof, rows: u32) -> u64 {
    let kept = row_count(proof) - 1 - rows;
    NODE_BYTES * (ARITY.pow(kept) - 1) / (ARITY - 1)
}

/// Rows this process expects to be left out of tree files.
pub fn rows_to_discard(proof: RegisteredPoStProof) -> u32 {
    default_rows_to_discard(leaves(proof) as usize, ARITY as usize) as u32
}

/// The other number of discarded rows that explains the sizes of all tree files, if there is one.
fn rows_of_all(proof: RegisteredPoStProof, trees: &[PathBuf]) -> Option<u32> {
    (0..=row_count(proof) - 2)
        .filter(|rows| *rows != rows_to_discard(proof))
        .find(|rows| {
            let size = tree_bytes(proof, *rows);
            trees.iter().all(|tree| check_size(tree, size).is_ok())
        })
}

/// A file may be missing because the whole store is: it is not mounted, most likely.
fn without_store((code, reason): (FaultCode, String), entry: &Path) -> (FaultCode, String) {
    match entry.parent() {
        Some(folder) if code == FaultCode::Missing && !folder.exists() => (
            FaultCode::NoStore,
            format!(
                "{reason}; {} does not exist, is the store mounted?",
                folder.display()
            ),
        ),
        _ => (code, reason),
    }
}

fn check_size(path: &Path, expected: u64) -> Result<(), (FaultCode, String)> {
    let metadata = fs::metadata(path).map_err(|e| {
        let code = match e.kind() {
            ErrorKind::NotFound => FaultCode::Missing,
            _ => FaultCode::Unreadable,
        };
        (code, format!("{}: {e}", path.display()))
    })?;
    if !metadata.is_file() {
        let reason = format!("{} is not a file", path.display());
        return Err((FaultCode::Missing, reason));
    }
    if metadata.len() != expected {
        let reason = format!(
            "{} has {} bytes, expected {expected}",
            path.display(),
            metadata.len()
        );
        return Err((FaultCode::WrongSize, reason));
    }
    Ok(())
}

fn tree_count(proof: RegisteredPoStProof) -> u64 {
    match sector_bytes(proof) >> 30 {
        32 => 8,
        64 => 16,
        _ => 1,
    }
}

fn leaves(proof: RegisteredPoStProof) -> u64 {
    sector_bytes(proof) / NODE_BYTES / tree_count(proof)
}

fn row_count(proof: RegisteredPoStProof) -> u32 {
    leaves(proof).ilog2() / ARITY.ilog2() + 1
}
