use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Once;
use tempfile::TempDir;
use wdpost::challenges::Context;
use wdpost::guard::on_big_stack;
use wdpost::jobs::Job;
use wdpost::proof_type::{post_proof, prover_id, seal_proof};
use wdpost::replica::Replica;
use wdpost::verify::Public;
use wdpost::{params, seal, setup, window};

pub const WINDOW: i32 = 10;
pub const OLD_WINDOW: i32 = 5;
pub const WINNING: i32 = 0;
const SEAL: i32 = 5;
const MINER: u64 = 1000;

static READY: Once = Once::new();

pub fn param_dir() -> PathBuf {
    std::env::var_os("WDPOST_TEST_PARAMS").map_or_else(
        || Path::new(env!("CARGO_MANIFEST_DIR")).join("../target/proof-params"),
        PathBuf::from,
    )
}

/// Sets the process up and makes the parameters unless an earlier run did.
pub fn ready() {
    READY.call_once(|| {
        let dir = param_dir();
        setup::init(setup::Options {
            param_dir: Some(dir.clone()),
            parent_dir: Some(dir.join("parents")),
            vanilla_threads: Some(4),
            ..Default::default()
        })
        .expect("set-up");
        for kind in [WINDOW, WINNING] {
            params::generate(post_proof(kind).expect("kind"), false).expect("parameters");
        }
    });
}

pub struct Sectors {
    pub dir: TempDir,
    pub replicas: Vec<Replica>,
}

impl Sectors {
    pub fn sealed(ids: &[u64]) -> Self {
        Self::make(ids, |order| {
            seal::seal(seal_proof(SEAL).expect("kind"), order).map(|sealed| sealed.comm_r)
        })
    }

    pub fn faux(ids: &[u64]) -> Self {
        Self::make(ids, |order| {
            seal::fauxrep(seal_proof(SEAL).expect("kind"), order)
        })
    }

    fn make(ids: &[u64], seal: impl Fn(&seal::Order) -> wdpost::fail::Outcome<[u8; 32]>) -> Self {
        ready();
        let dir = tempfile::tempdir().expect("directory");
        let replicas = ids
            .iter()
            .map(|id| {
                let mut ticket = [7; 32];
                ticket[..8].copy_from_slice(&id.to_le_bytes());
                let order = seal::Order {
                    sealed: dir.path().join(format!("sealed-{id}")),
                    cache: dir.path().join(format!("cache-{id}")),
                    miner: MINER,
                    sector: *id,
                    ticket,
                    data: None,
                };
                Replica {
                    id: *id,
                    comm_r: seal(&order).expect("sealing"),
                    sealed: order.sealed,
                    cache: order.cache,
                }
            })
            .collect();
        Sectors { dir, replicas }
    }

    pub fn of(&self, id: u64) -> &Replica {
        self.replicas.iter().find(|r| r.id == id).expect("sector")
    }

    pub fn tree(&self, id: u64) -> PathBuf {
        self.of(id).cache.join("sc-02-data-tree-r-last.dat")
    }

    pub fn publics(&self, ids: &[u64]) -> Vec<Public> {
        ids.iter()
            .map(|id| Public {
                id: *id,
                comm_r: self.of(*id).comm_r,
            })
            .collect()
    }

    pub fn write_at(&self, path: &Path, offset: usize, bytes: &[u8]) {
        let mut content = fs::read(path).expect("file");
        content[offset..offset + bytes.len()].copy_from_slice(bytes);
        fs::write(path, content).expect("file");
    }
}

pub fn context(kind: i32, seed: u8) -> Context {
    let mut randomness = [seed; 32];
    randomness[31] &= 0x3f;
    Context::new(
        post_proof(kind).expect("kind"),
        randomness,
        prover_id(MINER),
    )
    .expect("context")
}

/// Proves as the ABI does: on a thread of its own.
pub fn prove(kind: i32, replicas: Vec<Replica>) -> wdpost::fail::Outcome<window::WindowPost> {
    let context = context(kind, 42);
    on_big_stack("test", move || {
        window::prove(&context, replicas, true, &Job::default())
    })
}
