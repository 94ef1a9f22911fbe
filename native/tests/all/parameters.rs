use crate::fixture::{param_dir, ready, Sectors, WINDOW, WINNING};
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use wdpost::fail::Status;
use wdpost::param_files::{check_pair, check_params, check_verifying_key};
use wdpost::params;
use wdpost::proof_type::post_proof;

fn files(kind: i32) -> params::ParamPaths {
    ready();
    params::paths(post_proof(kind).expect("kind")).expect("paths")
}

#[test]
fn makes_parameters_once() {
    ready();
    for kind in [WINDOW, WINNING] {
        let made = params::generate(post_proof(kind).expect("kind"), false).expect("answer");

        assert!(!made);
        let status = params::status(post_proof(kind).expect("kind")).expect("status");
        assert_eq!(status["canProve"], true);
    }
}

#[test]
fn names_missing_files() {
    ready();
    let missing = params::require_for_proving(post_proof(12).expect("512MiB window"))
        .expect_err("never made here");

    assert_eq!(missing.status, Status::ParamsMissing);
    assert!(missing.message.contains("v28-"), "{}", missing.message);
}

#[test]
fn does_not_make_those_of_real_sectors() {
    ready();
    let refused = params::generate(post_proof(13).expect("32GiB window"), false);

    assert_eq!(refused.expect_err("too big").status, Status::BadArgument);
}

#[test]
fn recognises_damaged_files() {
    let dir = tempfile::tempdir().expect("directory");
    let good = files(WINDOW);
    let copy = |from: &Path, length: u64| -> PathBuf {
        let to = dir.path().join("copy");
        fs::copy(from, &to).expect("copy");
        let file = fs::File::options().write(true).open(&to).expect("copy");
        file.set_len(length).expect("cut");
        to
    };
    let size = fs::metadata(&good.params).expect("file").len();

    assert_eq!(check_params(&good.params), Ok(()));
    for length in [size - 1, size / 2, 900, 10, 0] {
        assert!(check_params(&copy(&good.params, length)).is_err());
    }
    assert!(check_params(&copy(&good.params, size + 1)).is_err());
    assert!(check_verifying_key(&copy(&good.key, 900)).is_err());
    assert_eq!(check_pair(&good.params, &good.key), Ok(()));
    assert!(check_pair(&good.params, &files(WINNING).key).is_err());
}

#[test]
fn a_process_with_cut_parameters_says_which_file() {
    let sectors = Sectors::faux(&[1]);
    let good = files(WINDOW);
    let dir = tempfile::tempdir().expect("directory");
    let cut = dir.path().join(good.params.file_name().expect("name"));
    fs::copy(&good.params, &cut).expect("copy");
    fs::copy(
        &good.key,
        dir.path().join(good.key.file_name().expect("name")),
    )
    .expect("copy");
    let file = fs::File::options().write(true).open(&cut).expect("copy");
    file.set_len(1_000_000).expect("cut");

    let answer = bench(dir.path(), &sectors);

    let error = answer["error"].as_str().expect("an error");
    assert!(
        error.contains("cut short") && error.contains(".params"),
        "{error}"
    );
}

#[test]
fn the_benchmark_binary_proves_one_task_a_line() {
    let sectors = Sectors::faux(&[1, 2]);
    ready();

    let answer = bench(&param_dir(), &sectors);

    assert!(
        answer["seconds"].as_f64().expect("seconds") > 0.0,
        "{answer}"
    );
}

fn bench(params: &Path, sectors: &Sectors) -> serde_json::Value {
    let replicas: Vec<_> = sectors
        .replicas
        .iter()
        .map(|r| {
            serde_json::json!({
                "id": r.id,
                "commR": hex::encode(r.comm_r),
                "sealed": r.sealed,
                "cache": r.cache,
            })
        })
        .collect();
    let task = serde_json::json!({
        "paramDir": params,
        "proofType": WINDOW,
        "seed": hex::encode([1; 32]),
        "miner": 1000,
        "replicas": replicas,
    });
    let mut child = Command::new(env!("CARGO_BIN_EXE_wdpost-bench"))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("binary");
    writeln!(child.stdin.take().expect("stdin"), "{task}").expect("task");
    let out = child.wait_with_output().expect("answer").stdout;
    serde_json::from_slice(&out).expect("JSON")
}
