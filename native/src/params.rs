//! Parameter files: which a proof needs, whether they are usable, and making them for small sectors.

use crate::fail::{Fail, Outcome, Status};
use crate::param_files::{check_pair, check_params, check_verifying_key, verifying_key_of};
use crate::proof_type::sector_bytes;
use crate::with_tree;
use anyhow::Context;
use bellperson::groth16;
use blstrs::Bls12;
use filecoin_proofs::parameters::{window_post_public_params, winning_post_public_params};
use filecoin_proofs_api::{PoStType, RegisteredPoStProof};
use fs2::FileExt;
use rand::rngs::OsRng;
use serde_json::{json, Value};
use std::fs::{self, File, OpenOptions};
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use storage_proofs_core::compound_proof::CompoundProof;
use storage_proofs_core::merkle::MerkleTreeTrait;
use storage_proofs_post::fallback::{FallbackPoSt, FallbackPoStCircuit, FallbackPoStCompound};

const LARGEST_GENERATED_SECTOR: u64 = 8 << 20;

/// The two files of a proof type.
pub struct ParamPaths {
    pub params: PathBuf,
    pub key: PathBuf,
}

pub fn paths(proof: RegisteredPoStProof) -> Outcome<ParamPaths> {
    Ok(ParamPaths {
        params: proof.cache_params_path()?,
        key: proof.cache_verifying_key_path()?,
    })
}

/// State of both files: `ok`, `missing` or `invalid` with the reason.
pub fn status(proof: RegisteredPoStProof) -> Outcome<Value> {
    let paths = paths(proof)?;
    let params = check(&paths.params, check_params);
    let key = check(&paths.key, check_verifying_key);
    let pair = match (&params, &key) {
        (Ok(()), Ok(())) => check_pair(&paths.params, &paths.key).err(),
        _ => None,
    };
    Ok(json!({
        "params": file_state(&paths.params, &params),
        "vk": file_state(&paths.key, &key),
        "canProve": params.is_ok() && key.is_ok() && pair.is_none(),
        "canVerify": key.is_ok(),
        "problem": pair,
    }))
}

/// Fails with the file's name unless proofs of this type can be computed.
pub fn require_for_proving(proof: RegisteredPoStProof) -> Outcome<()> {
    let paths = paths(proof)?;
    check(&paths.params, check_params)?;
    check(&paths.key, check_verifying_key)?;
    check_pair(&paths.params, &paths.key).map_err(|m| Fail::new(Status::ParamsInvalid, m))
}

/// Fails with the file's name unless proofs of this type can be verified.
pub fn require_for_verifying(proof: RegisteredPoStProof) -> Outcome<()> {
    check(&paths(proof)?.key, check_verifying_key)
}

/// Makes both files with fresh randomness unless they are there and usable; true if it made them.
/// Processes that ask at once wait for the first.
pub fn generate(proof: RegisteredPoStProof, force: bool) -> Outcome<bool> {
    if sector_bytes(proof) > LARGEST_GENERATED_SECTOR && !force {
        return Err(Fail::bad_argument(format!(
            "parameters of {} byte sectors are fetched, not generated (lotus fetch-params)",
            sector_bytes(proof)
        )));
    }
    let paths = paths(proof)?;
    let dir = paths
        .params
        .parent()
        .unwrap_or(Path::new("."))
        .to_path_buf();
    fs::create_dir_all(&dir).map_err(|e| Fail::io(&dir, e))?;
    let _lock = lock(&dir.join(".wdpost-params.lock"))?;
    if check(&paths.params, check_params).is_ok() {
        if require_for_proving(proof).is_ok() {
            return Ok(false);
        }
        let key = verifying_key_of(&paths.params).map_err(|e| Fail::io(&paths.params, e))?;
        replace(&paths.key, |file| Ok(file.write_all(&key)?))?;
        return Ok(true);
    }
    let made = with_tree!(proof, random_parameters, proof)?;
    // The key last: whoever sees it finds the parameters, too.
    replace(&paths.params, |file| Ok(made.write(file)?))?;
    replace(&paths.key, |file| Ok(made.vk.write(file)?))?;
    Ok(true)
}

fn random_parameters<Tree: 'static + MerkleTreeTrait>(
    proof: RegisteredPoStProof,
) -> anyhow::Result<groth16::Parameters<Bls12>> {
    let config = proof.as_v1_config();
    let public = match proof.typ() {
        PoStType::Window => window_post_public_params::<Tree>(&config)?,
        PoStType::Winning => winning_post_public_params::<Tree>(&config)?,
    };
    let circuit = <FallbackPoStCompound<Tree> as CompoundProof<
        FallbackPoSt<'_, Tree>,
        FallbackPoStCircuit<Tree>,
    >>::blank_circuit(&public);
    groth16::generate_random_parameters::<Bls12, _, _>(circuit, &mut OsRng)
        .context("generating parameters")
}

fn lock(path: &Path) -> Outcome<File> {
    let file = OpenOptions::new()
        .create(true)
        .truncate(false)
        .write(true)
        .open(path)
        .map_err(|e| Fail::io(path, e))?;
    FileExt::lock_exclusive(&file).map_err(|e| Fail::io(path, e))?;
    Ok(file)
}

/// Writes beside the target, syncs, renames: a crash leaves the old file or the new one.
fn replace(
    target: &Path,
    write: impl FnOnce(&mut BufWriter<File>) -> anyhow::Result<()>,
) -> Outcome<()> {
    let mut name = target.as_os_str().to_owned();
    name.push(".tmp");
    let temporary = PathBuf::from(name);
    let failed = |e| Fail::io(&temporary, e);
    let mut file = BufWriter::new(File::create(&temporary).map_err(failed)?);
    write(&mut file)
        .map_err(|e| Fail::new(Status::Io, format!("{}: {e:#}", temporary.display())))?;
    let file = file.into_inner().map_err(|e| failed(e.into_error()))?;
    file.sync_all().map_err(failed)?;
    fs::rename(&temporary, target).map_err(|e| Fail::io(target, e))?;
    let dir = target.parent().unwrap_or(Path::new("."));
    File::open(dir)
        .and_then(|d| d.sync_all())
        .map_err(|e| Fail::io(dir, e))
}

fn check(path: &Path, layout: fn(&Path) -> Result<(), String>) -> Outcome<()> {
    match fs::metadata(path) {
        Ok(metadata) if metadata.is_file() => {
            layout(path).map_err(|m| Fail::new(Status::ParamsInvalid, m))
        }
        Ok(_) => Err(Fail::new(
            Status::ParamsInvalid,
            format!("{} is not a file", path.display()),
        )),
        Err(error) => Err(Fail::new(
            Status::ParamsMissing,
            format!("parameter file {}: {error}", path.display()),
        )),
    }
}

fn file_state(path: &Path, checked: &Outcome<()>) -> Value {
    let (state, problem) = match checked {
        Ok(()) => ("ok", None),
        Err(fail) if fail.status == Status::ParamsMissing => ("missing", Some(&fail.message)),
        Err(fail) => ("invalid", Some(&fail.message)),
    };
    json!({
        "path": path,
        "state": state,
        "size": fs::metadata(path).map_or(0, |m| m.len()),
        "problem": problem,
    })
}
