//! The layout of Groth16 parameter files, checked without reading the points.
//!
//! The proofs library maps `.params` files and trusts the lengths in them; a file cut short by a broken
//! download or a crash then fails deep inside a proof.

use std::fs::File;
use std::io::{self, BufReader, Read, Seek, SeekFrom};
use std::path::Path;

const G1_BYTES: u64 = 96;
const G2_BYTES: u64 = 192;
/// alpha, beta, delta in G1; beta, gamma, delta in G2.
const KEY_HEAD_BYTES: u64 = 3 * G1_BYTES + 3 * G2_BYTES;

/// What is wrong with a file, in words; `Ok` if its lengths add up.
pub type Checked = Result<(), String>;

/// Checks a `.vk` file: the key's head and as many points as it says.
pub fn check_verifying_key(path: &Path) -> Checked {
    let mut file = open(path)?;
    let end = key_end(&mut file).map_err(|e| not_a_key(path, &e))?;
    same_size(path, end)
}

/// Checks a `.params` file: the key, then the sections h, l, a, b in G1 and b in G2.
pub fn check_params(path: &Path) -> Checked {
    let mut file = open(path)?;
    let mut end = key_end(&mut file).map_err(|e| not_a_key(path, &e))?;
    for point in [G1_BYTES, G1_BYTES, G1_BYTES, G1_BYTES, G2_BYTES] {
        let count = count_at(&mut file, end).map_err(|_| cut_short(path, end + 4))?;
        end += 4 + u64::from(count) * point;
    }
    same_size(path, end)
}

/// Checks that the key at the head of the parameters is the key file's, byte for byte.
pub fn check_pair(params: &Path, key: &Path) -> Checked {
    let key_bytes = std::fs::read(key).map_err(|e| format!("{}: {e}", key.display()))?;
    let mut head = vec![0; key_bytes.len()];
    open(params)?
        .read_exact(&mut head)
        .map_err(|e| format!("{}: {e}", params.display()))?;
    if head != key_bytes {
        return Err(format!(
            "{} belongs to other parameters than {}",
            key.display(),
            params.display()
        ));
    }
    Ok(())
}

/// The bytes of the verifying key at the head of a `.params` file.
pub fn verifying_key_of(params: &Path) -> io::Result<Vec<u8>> {
    let mut file = BufReader::new(File::open(params)?);
    let mut key = vec![0; key_end(&mut file)? as usize];
    file.seek(SeekFrom::Start(0))?;
    file.read_exact(&mut key)?;
    Ok(key)
}

fn open(path: &Path) -> Result<BufReader<File>, String> {
    File::open(path)
        .map(BufReader::new)
        .map_err(|e| format!("{}: {e}", path.display()))
}

fn key_end(file: &mut (impl Read + Seek)) -> io::Result<u64> {
    let points = count_at(file, KEY_HEAD_BYTES)?;
    Ok(KEY_HEAD_BYTES + 4 + u64::from(points) * G1_BYTES)
}

fn count_at(file: &mut (impl Read + Seek), offset: u64) -> io::Result<u32> {
    let mut count = [0; 4];
    file.seek(SeekFrom::Start(offset))?;
    file.read_exact(&mut count)?;
    Ok(u32::from_be_bytes(count))
}

fn same_size(path: &Path, expected: u64) -> Checked {
    let size = std::fs::metadata(path)
        .map_err(|e| format!("{}: {e}", path.display()))?
        .len();
    if size < expected {
        return Err(cut_short(path, expected));
    }
    if size > expected {
        return Err(format!(
            "{} is no parameter file of this kind: {size} bytes, its content says {expected}",
            path.display()
        ));
    }
    Ok(())
}

fn cut_short(path: &Path, expected: u64) -> String {
    let size = std::fs::metadata(path).map_or(0, |m| m.len());
    format!(
        "{} is cut short: {size} bytes of at least {expected}",
        path.display()
    )
}

fn not_a_key(path: &Path, error: &io::Error) -> String {
    format!(
        "{} does not begin with a verifying key: {error}",
        path.display()
    )
}
