//! The chain's proof numbers and the shapes of their sectors.

use crate::fail::{Fail, Outcome};
use filecoin_proofs_api::{PoStType, RegisteredPoStProof, RegisteredSealProof};

/// The PoSt of a chain number: 0-4 winning, 5-9 window V1, 10-14 window V1_2 (V1_1 on chain).
pub fn post_proof(number: i32) -> Outcome<RegisteredPoStProof> {
    use RegisteredPoStProof::*;
    Ok(match number {
        0 => StackedDrgWinning2KiBV1,
        1 => StackedDrgWinning8MiBV1,
        2 => StackedDrgWinning512MiBV1,
        3 => StackedDrgWinning32GiBV1,
        4 => StackedDrgWinning64GiBV1,
        5 => StackedDrgWindow2KiBV1,
        6 => StackedDrgWindow8MiBV1,
        7 => StackedDrgWindow512MiBV1,
        8 => StackedDrgWindow32GiBV1,
        9 => StackedDrgWindow64GiBV1,
        10 => StackedDrgWindow2KiBV1_2,
        11 => StackedDrgWindow8MiBV1_2,
        12 => StackedDrgWindow512MiBV1_2,
        13 => StackedDrgWindow32GiBV1_2,
        14 => StackedDrgWindow64GiBV1_2,
        _ => {
            return Err(Fail::bad_argument(format!(
                "PoSt proof type {number}; known are 0 to 14"
            )))
        }
    })
}

pub fn window_proof(number: i32) -> Outcome<RegisteredPoStProof> {
    of_type(number, PoStType::Window, "window proofs are 5 to 14")
}

pub fn winning_proof(number: i32) -> Outcome<RegisteredPoStProof> {
    of_type(number, PoStType::Winning, "winning proofs are 0 to 4")
}

fn of_type(number: i32, wanted: PoStType, known: &str) -> Outcome<RegisteredPoStProof> {
    let proof = post_proof(number)?;
    if proof.typ() != wanted {
        return Err(Fail::bad_argument(format!(
            "PoSt proof type {number}; {known}"
        )));
    }
    Ok(proof)
}

/// The seal of a chain number: 0-4 V1, 5-9 V1_1.
pub fn seal_proof(number: i32) -> Outcome<RegisteredSealProof> {
    use RegisteredSealProof::*;
    Ok(match number {
        0 => StackedDrg2KiBV1,
        1 => StackedDrg8MiBV1,
        2 => StackedDrg512MiBV1,
        3 => StackedDrg32GiBV1,
        4 => StackedDrg64GiBV1,
        5 => StackedDrg2KiBV1_1,
        6 => StackedDrg8MiBV1_1,
        7 => StackedDrg512MiBV1_1,
        8 => StackedDrg32GiBV1_1,
        9 => StackedDrg64GiBV1_1,
        _ => {
            return Err(Fail::bad_argument(format!(
                "seal proof type {number}; known are 0 to 9"
            )))
        }
    })
}

/// True if challenges depend on a sector's place among the proven ones (V1, before FIP-0061).
pub fn challenges_depend_on_position(proof: RegisteredPoStProof) -> bool {
    proof.typ() == PoStType::Window && proof.minor_version() < 2
}

pub fn sector_bytes(proof: RegisteredPoStProof) -> u64 {
    u64::from(proof.sector_size())
}

/// Sectors that one SNARK covers.
pub fn partition_sectors(proof: RegisteredPoStProof) -> usize {
    match proof.typ() {
        PoStType::Winning => 1,
        PoStType::Window => proof.sector_count(),
    }
}

/// The 32 bytes in which proofs name a miner: the varint of its actor id, padded with zeroes.
pub fn prover_id(miner: u64) -> [u8; 32] {
    let mut id = [0u8; 32];
    let mut rest = miner;
    for byte in id.iter_mut() {
        *byte = (rest & 0x7f) as u8;
        rest >>= 7;
        if rest == 0 {
            break;
        }
        *byte |= 0x80;
    }
    id
}

/// Calls a function generic over the Merkle tree with the tree of the proof's sector size: three
/// instances, where filecoin-proofs' `with_shape!` makes ten.
#[macro_export]
macro_rules! with_tree {
    ($proof:expr, $f:ident, $($arg:expr),*) => {
        match u64::from($proof.sector_size()) >> 30 {
            32 => $f::<filecoin_proofs::SectorShape32GiB>($($arg),*),
            64 => $f::<filecoin_proofs::SectorShape64GiB>($($arg),*),
            _ => $f::<filecoin_proofs::SectorShapeBase>($($arg),*),
        }
    };
}
