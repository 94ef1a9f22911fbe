//! Proves WindowPoSt tasks from standard input and prints the seconds, to compare with proofs through JNA.
//!
//! A line is `{"paramDir":..,"proofType":10,"seed":hex,"miner":1000,"replicas":[{id,commR,sealed,cache}],"runs":1}`;
//! each run answers a line `{"seconds":..}`, or `{"error":..}` for a line that cannot be proven.

use serde::Deserialize;
use serde_json::json;
use std::io::{self, BufRead, Write};
use std::path::PathBuf;
use std::time::Instant;
use wdpost::challenges::Context;
use wdpost::fail::{Fail, Outcome};
use wdpost::guard::on_big_stack;
use wdpost::jobs::Job;
use wdpost::proof_type::{prover_id, window_proof};
use wdpost::replica::Replica;
use wdpost::{setup, window};

#[derive(Clone, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Task {
    param_dir: Option<PathBuf>,
    proof_type: i32,
    #[serde(with = "hex::serde")]
    seed: [u8; 32],
    miner: u64,
    replicas: Vec<Replica>,
    #[serde(default = "one")]
    runs: u32,
}

fn one() -> u32 {
    1
}

fn main() -> io::Result<()> {
    for line in io::stdin().lock().lines() {
        let line = line?;
        if line.trim().is_empty() {
            continue;
        }
        if let Err(fail) = run(&line) {
            say(&json!({ "error": fail.message }))?;
        }
    }
    Ok(())
}

fn run(line: &str) -> Outcome<()> {
    let task: Task =
        serde_json::from_str(line).map_err(|e| Fail::bad_argument(format!("task: {e}")))?;
    setup::init(setup::Options {
        param_dir: task.param_dir.clone(),
        log_level: Some("off".to_string()),
        ..Default::default()
    })?;
    for _ in 0..task.runs {
        let seconds = prove(task.clone())?;
        say(&json!({ "seconds": seconds }))
            .map_err(|e| Fail::io(std::path::Path::new("stdout"), e))?;
    }
    Ok(())
}

fn prove(task: Task) -> Outcome<f64> {
    let context = Context::new(
        window_proof(task.proof_type)?,
        task.seed,
        prover_id(task.miner),
    )?;
    let begin = Instant::now();
    on_big_stack("wdpost-window", move || {
        window::prove(&context, task.replicas, false, &Job::default())
    })?;
    Ok(begin.elapsed().as_secs_f64())
}

fn say(line: &serde_json::Value) -> io::Result<()> {
    let mut out = io::stdout().lock();
    writeln!(out, "{line}")?;
    out.flush()
}
