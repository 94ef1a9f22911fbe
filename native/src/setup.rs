//! What the process decides once, before the proofs library reads its settings.

use crate::fail::{Fail, Outcome, Status};
use crate::{guard, logs};
use serde::Deserialize;
use serde_json::{json, Value};
use std::env;
use std::path::PathBuf;
use std::sync::{Mutex, OnceLock, PoisonError};
use std::time::Duration;
use storage_proofs_core::settings::SETTINGS;

const RAYON_STACK_BYTES: usize = 8 << 20;
const DEFAULT_VANILLA_THREADS: usize = 32;
const DEFAULT_SECTOR_TIMEOUT: Duration = Duration::from_secs(120);

/// Variables that older versions read and these do not (proofs.md 6); a set one misleads.
const STALE_VARIABLES: [&str; 9] = [
    "BELLMAN_GPU_FRAMEWORK",
    "NEPTUNE_GPU_FRAMEWORK",
    "BELLMAN_CUDA_NVCC_ARGS",
    "NEPTUNE_CUDA_NVCC_ARGS",
    "BELLMAN_CUSTOM_GPU",
    "RUST_GPU_TOOLS_CUSTOM_GPU",
    "BELLMAN_VERIFIER",
    "BELLMAN_WORKING_GPUS",
    "FIL_PROOFS_MAXIMIZE_CACHING",
];

/// The JSON of `fp_init`; what is absent keeps the environment's value or the library's default.
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct Options {
    pub param_dir: Option<PathBuf>,
    pub parent_dir: Option<PathBuf>,
    pub tmp_dir: Option<PathBuf>,
    pub rayon_threads: Option<usize>,
    pub vanilla_threads: Option<usize>,
    pub sector_timeout_millis: Option<u64>,
    pub log_level: Option<String>,
}

static OPTIONS: OnceLock<Options> = OnceLock::new();
static INIT: Mutex<()> = Mutex::new(());

/// Sets the process up; a second call is fine if it asks for the same.
pub fn init(options: Options) -> Outcome<()> {
    let _one = INIT.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(first) = OPTIONS.get() {
        return same_as_first(first, &options);
    }
    let level = log_level(options.log_level.as_deref().unwrap_or("info"))?;
    set_variable("FIL_PROOFS_PARAMETER_CACHE", options.param_dir.as_ref());
    set_variable("FIL_PROOFS_PARENT_CACHE", options.parent_dir.as_ref());
    set_variable("TMPDIR", options.tmp_dir.as_ref());
    logs::install(level);
    guard::install_hook();
    read_settings()?;
    let mut pool = rayon::ThreadPoolBuilder::new()
        .stack_size(RAYON_STACK_BYTES)
        .thread_name(|i| format!("wdpost-rayon-{i}"));
    if let Some(threads) = options.rayon_threads {
        pool = pool.num_threads(threads);
    }
    // Fails only where a host program of the rlib has set up rayon before; its pool serves as well.
    let _ = pool.build_global();
    for name in STALE_VARIABLES.iter().filter(|n| env::var_os(n).is_some()) {
        log::warn!(target: "wdpost", "{name} is set but has no effect in this version");
    }
    let _ = OPTIONS.set(options);
    Ok(())
}

/// Versions, features and effective settings.
pub fn info() -> Value {
    let stale: Vec<&str> = STALE_VARIABLES
        .into_iter()
        .filter(|name| env::var_os(name).is_some())
        .collect();
    json!({
        "version": env!("CARGO_PKG_VERSION"),
        "abi": crate::abi::ABI_VERSION,
        "proofsApi": "19.1.0",
        "features": features(),
        "gpus": gpus(),
        "paramDir": SETTINGS.parameter_cache,
        "parentDir": SETTINGS.parent_cache,
        "rowsToDiscard": SETTINGS.rows_to_discard,
        "vanillaThreads": vanilla_threads(),
        "rayonThreads": rayon::current_num_threads(),
        "staleVariables": stale,
        "liveResults": crate::abi::LIVE_RESULTS.load(std::sync::atomic::Ordering::Relaxed),
    })
}

/// Sectors read at the same time by one computation.
pub fn vanilla_threads() -> usize {
    OPTIONS
        .get()
        .and_then(|o| o.vanilla_threads)
        .filter(|threads| *threads > 0)
        .unwrap_or(DEFAULT_VANILLA_THREADS)
}

/// How long one sector's reads may take before the sector is given up.
pub fn sector_timeout() -> Duration {
    OPTIONS
        .get()
        .and_then(|o| o.sector_timeout_millis)
        .map_or(DEFAULT_SECTOR_TIMEOUT, Duration::from_millis)
}

/// Directories are fixed by then; one that is asked for must be the one in use.
fn same_as_first(first: &Options, options: &Options) -> Outcome<()> {
    let in_use = [
        (
            "paramDir",
            &options.param_dir,
            PathBuf::from(&SETTINGS.parameter_cache),
        ),
        (
            "parentDir",
            &options.parent_dir,
            PathBuf::from(&SETTINGS.parent_cache),
        ),
        (
            "tmpDir",
            &options.tmp_dir,
            first.tmp_dir.clone().unwrap_or_else(env::temp_dir),
        ),
    ];
    for (name, asked, used) in in_use {
        if asked.as_ref().is_some_and(|asked| *asked != used) {
            return Err(Fail::new(
                Status::Configuration,
                format!(
                    "this process uses {name} {} already; asked for {}",
                    used.display(),
                    asked.clone().unwrap_or_default().display()
                ),
            ));
        }
    }
    Ok(())
}

fn set_variable(name: &str, value: Option<&PathBuf>) {
    if let Some(path) = value {
        env::set_var(name, path);
    }
}

/// The settings are read once per process, and a bad value panics in there for ever after.
fn read_settings() -> Outcome<()> {
    guard::guard(|| {
        let _ = SETTINGS.rows_to_discard;
        Ok(())
    })
    .map_err(|fail| {
        Fail::new(
            Status::Configuration,
            format!(
                "a FIL_PROOFS_* variable or rust-fil-proofs.config.toml is not valid: {}",
                fail.message
            ),
        )
    })
}

fn log_level(name: &str) -> Outcome<log::LevelFilter> {
    name.parse().map_err(|_| {
        Fail::bad_argument(format!(
            "logLevel {name}; allowed are off, error, warn, info, debug, trace"
        ))
    })
}

fn features() -> Vec<&'static str> {
    [
        ("cuda", cfg!(feature = "cuda")),
        ("opencl", cfg!(feature = "opencl")),
        ("cuda-supraseal", cfg!(feature = "cuda-supraseal")),
        ("portable", cfg!(feature = "portable")),
    ]
    .into_iter()
    .filter_map(|(name, on)| on.then_some(name))
    .collect()
}

#[cfg(any(feature = "cuda", feature = "opencl", feature = "cuda-supraseal"))]
fn gpus() -> Vec<String> {
    rust_gpu_tools::Device::all()
        .into_iter()
        .map(|device| device.name())
        .collect()
}

#[cfg(not(any(feature = "cuda", feature = "opencl", feature = "cuda-supraseal")))]
fn gpus() -> Vec<String> {
    Vec::new()
}
