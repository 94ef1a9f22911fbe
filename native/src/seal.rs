//! Small sectors for tests and the devnet: sealed or faux.

use crate::fail::{Fail, Outcome};
use crate::proof_type::prover_id;
use filecoin_proofs_api::{seal, RegisteredSealProof, SectorId, UnpaddedBytesAmount};
use serde::Deserialize;
use std::fs::{self, File};
use std::io::{Cursor, Seek};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

const LARGEST_SEALED_SECTOR: u64 = 512 << 20;

/// The parents' cache file is written on first use, without a lock.
static ONE_AT_A_TIME: Mutex<()> = Mutex::new(());

/// The JSON of `fp_seal_test_sector` and `fp_fauxrep`; `data` is hex, absent for committed capacity.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Order {
    pub sealed: PathBuf,
    pub cache: PathBuf,
    #[serde(default)]
    pub miner: u64,
    #[serde(default)]
    pub sector: u64,
    #[serde(default, with = "hex::serde")]
    pub ticket: [u8; 32],
    #[serde(default)]
    pub data: Option<String>,
}

/// Commitments of a sealed sector.
#[derive(Debug)]
pub struct Sealed {
    pub comm_r: [u8; 32],
    pub comm_d: [u8; 32],
}

pub fn parse(json: &[u8]) -> Outcome<Order> {
    serde_json::from_slice(json).map_err(|e| Fail::bad_argument(format!("sector to seal: {e}")))
}

/// Seals a sector of zeroes, or of one piece that fills it, and leaves what PoSt needs.
pub fn seal(kind: RegisteredSealProof, order: &Order) -> Outcome<Sealed> {
    let _one = prepare(kind, order)?;
    let staged = order.cache.join("staged");
    let mut pieces = Vec::new();
    let source: &Path = match &order.data {
        None => Path::new("/dev/zero"),
        Some(data) => {
            pieces.push(stage(kind, &staged, data)?);
            &staged
        }
    };
    let first = seal::seal_pre_commit_phase1(
        kind,
        &order.cache,
        source,
        &order.sealed,
        prover_id(order.miner),
        SectorId::from(order.sector),
        order.ticket,
        &pieces,
    )?;
    let second = seal::seal_pre_commit_phase2(first, &order.cache, &order.sealed)?;
    seal::clear_cache(&order.cache)?;
    if order.data.is_some() {
        fs::remove_file(&staged).map_err(|e| Fail::io(&staged, e))?;
    }
    Ok(Sealed {
        comm_r: second.comm_r,
        comm_d: second.comm_d,
    })
}

/// A replica of zeroes with a valid tree: proves like a sealed sector, cannot be unsealed.
pub fn fauxrep(kind: RegisteredSealProof, order: &Order) -> Outcome<[u8; 32]> {
    let _one = prepare(kind, order)?;
    Ok(seal::fauxrep(kind, &order.cache, &order.sealed)?)
}

fn prepare(
    kind: RegisteredSealProof,
    order: &Order,
) -> Outcome<std::sync::MutexGuard<'static, ()>> {
    let size = u64::from(kind.sector_size());
    if size > LARGEST_SEALED_SECTOR {
        return Err(Fail::bad_argument(format!(
            "sectors of {size} bytes are not for tests; at most {LARGEST_SEALED_SECTOR}"
        )));
    }
    let one = ONE_AT_A_TIME.lock().unwrap_or_else(PoisonError::into_inner);
    fs::create_dir_all(&order.cache).map_err(|e| Fail::io(&order.cache, e))?;
    if let Some(parent) = order.sealed.parent() {
        fs::create_dir_all(parent).map_err(|e| Fail::io(parent, e))?;
    }
    File::create(&order.sealed).map_err(|e| Fail::io(&order.sealed, e))?;
    Ok(one)
}

fn stage(
    kind: RegisteredSealProof,
    staged: &Path,
    data: &str,
) -> Outcome<filecoin_proofs_api::PieceInfo> {
    let bytes = hex::decode(data).map_err(|e| Fail::bad_argument(format!("data: {e}")))?;
    let size = UnpaddedBytesAmount::from(filecoin_proofs_api::PaddedBytesAmount(u64::from(
        kind.sector_size(),
    )));
    if bytes.len() as u64 != size.0 {
        return Err(Fail::bad_argument(format!(
            "data has {} bytes; it must fill the sector with {}",
            bytes.len(),
            size.0
        )));
    }
    let mut target = File::options()
        .create(true)
        .truncate(true)
        .read(true)
        .write(true)
        .open(staged)
        .map_err(|e| Fail::io(staged, e))?;
    let (piece, _) = seal::add_piece(kind, Cursor::new(bytes), &mut target, size, &[])?;
    target.rewind().map_err(|e| Fail::io(staged, e))?;
    Ok(piece)
}
