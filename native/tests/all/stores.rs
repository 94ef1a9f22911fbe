use crate::dead_mount::DeadMount;
use crate::fixture::{context, Sectors, WINDOW};
use std::fs;
use std::path::Path;
use std::sync::mpsc::channel;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};
use wdpost::fail::{Outcome, Status};
use wdpost::guard::on_big_stack;
use wdpost::jobs::{Deadline, Job};
use wdpost::open_reads;
use wdpost::readers::{Limits, Read};
use wdpost::replica::{FaultCode, Replica};
use wdpost::sector_reads::{read_sectors, Sector};
use wdpost::window::{self, WindowPost};

/// Puts the replica and the cache into the folders that a store has.
fn put(sectors: &mut Sectors, id: u64, sealed_store: &str, cache_store: &str) {
    let sealed = sectors.dir.path().join(sealed_store).join("sealed");
    let cache = sectors.dir.path().join(cache_store).join("cache");
    fs::create_dir_all(&sealed).expect("folder");
    fs::create_dir_all(&cache).expect("folder");
    let replica = sectors
        .replicas
        .iter_mut()
        .find(|replica| replica.id == id)
        .expect("sector");
    let name = format!("s-t01000-{id}");
    fs::rename(&replica.sealed, sealed.join(&name)).expect("moved");
    fs::rename(&replica.cache, cache.join(&name)).expect("moved");
    replica.sealed = sealed.join(&name);
    replica.cache = cache.join(&name);
}

/// Sectors 1 and 2 in one store, 3 and 4 with their replicas there and their caches in another.
fn two_stores() -> Sectors {
    let mut sectors = Sectors::faux(&[1, 2, 3, 4]);
    for id in [1, 2] {
        put(&mut sectors, id, "good", "good");
    }
    for id in [3, 4] {
        put(&mut sectors, id, "good", "bad");
    }
    sectors
}

fn prove(sectors: &Sectors, close: Duration, retry: Option<Duration>) -> Outcome<WindowPost> {
    let job = Job::default();
    job.set_deadline(Deadline {
        close: Some(Instant::now() + close),
        retry: retry.map(|retry| Instant::now() + retry),
    });
    let (context, replicas) = (context(WINDOW, 42), sectors.replicas.clone());
    on_big_stack("test", move || {
        window::prove(&context, replicas, true, &job)
    })
}

const LONG: Duration = Duration::from_secs(3600);

#[test]
fn proves_sectors_whose_caches_are_in_another_store() {
    let post = prove(&two_stores(), LONG, Some(LONG)).expect("proof");

    assert_eq!(post.proven, [1, 2, 3, 4]);
}

#[test]
fn a_store_that_is_not_mounted_is_left_to_others_while_they_have_the_time() {
    let sectors = two_stores();
    fs::remove_dir_all(sectors.dir.path().join("bad/cache")).expect("unmounted");

    let failed = prove(&sectors, LONG, Some(LONG)).expect_err("not mounted");
    let late = prove(&sectors, LONG, None).expect("proof");

    assert_eq!(failed.status, Status::Io);
    assert!(
        failed.message.contains("none of 2 sectors in ")
            && failed
                .message
                .contains("bad/cache does not exist, is the store mounted?"),
        "{}",
        failed.message
    );
    assert_eq!(late.proven, [1, 2]);
    assert!(late.faults.iter().all(|f| f.code == FaultCode::NoStore));
}

#[test]
fn sectors_that_are_lost_are_not_left_to_others() {
    let sectors = two_stores();
    for id in [3, 4] {
        fs::remove_file(sectors.of(id).cache.join("p_aux")).expect("lost");
    }

    let post = prove(&sectors, LONG, Some(LONG)).expect("proof");

    assert_eq!(post.proven, [1, 2]);
    assert!(post.faults.iter().all(|f| f.code == FaultCode::Missing));
}

#[test]
fn a_store_that_hangs_costs_its_sectors_and_not_the_job() {
    let sectors = two_stores();
    let bad = sectors.dir.path().join("bad");
    let Some(mount) = DeadMount::over(&bad) else {
        eprintln!("not run: this process may not mount");
        return;
    };

    let left = prove(&sectors, Duration::from_secs(30), Some(LONG)).expect_err("hangs");
    let post = prove(&sectors, Duration::from_secs(20), None).expect("proof");

    assert!(
        left.message.contains("reading took longer than"),
        "{}",
        left.message
    );
    assert_eq!(post.proven, [1, 2]);
    assert!(post.faults.iter().all(|f| f.code == FaultCode::TimedOut));
    assert!(post.vanilla_seconds < 20.0, "{}", post.vanilla_seconds);
    drop(mount);
    assert_eq!(
        prove(&sectors, LONG, None).expect("proof").proven,
        [1, 2, 3, 4]
    );
    assert_eq!(settled(sectors.dir.path()), 0);
}

#[test]
fn reads_that_hang_take_no_readers_from_later_jobs() {
    let replicas: Vec<Replica> = (0..40).map(|id| in_place("/hang/sealed", id)).collect();
    let (open, never) = channel::<()>();
    let never = Arc::new(Mutex::new(never));
    let round = |hangs: bool| -> Vec<Sector<u64>> {
        let never = Arc::clone(&never);
        let read = move |replica: &Replica| {
            if hangs {
                let _ = never.lock().map(|inbox| inbox.recv());
            }
            Ok(replica.id)
        };
        let limits = Limits::of_item(Duration::from_millis(100));
        let read = read_sectors(replicas.clone(), 8, limits, &Job::default(), read);
        read.expect("answers")
            .into_iter()
            .map(|(_, sector)| sector)
            .collect()
    };
    let hanging = || open_reads::hanging_below(Path::new("/hang"));

    assert!(round(true).iter().all(|sector| !is_read(sector)));
    let first = hanging();
    assert!((4..=11).contains(&first), "{first}");
    for job in 1..=3 {
        assert!(round(true).iter().all(|sector| !is_read(sector)));
        assert!(hanging() <= first + 4 * job, "{} after {job}", hanging());
    }

    // Mounted anew: what hung before hangs on, and hinders nobody.
    assert!(round(false).iter().all(is_read));
    drop(open);
    assert_eq!(settled(Path::new("/hang")), 0);
}

#[test]
fn one_sector_that_hangs_does_not_condemn_its_store() {
    let replicas: Vec<Replica> = (0..40).map(|id| in_place("/slow/sealed", id)).collect();
    let (open, never) = channel::<()>();
    let never = Arc::new(Mutex::new(never));
    for _ in 0..2 {
        let never = Arc::clone(&never);
        let read = move |replica: &Replica| {
            if replica.id == 0 {
                let _ = never.lock().map(|inbox| inbox.recv());
            }
            Ok(replica.id)
        };
        let limits = Limits::of_item(Duration::from_secs(2));

        let sectors = read_sectors(replicas.clone(), 4, limits, &Job::default(), read);

        let sectors = sectors.expect("answers");
        assert!(matches!(sectors[0].1, Read::TimedOut(_)));
        assert!(sectors[1..].iter().all(|(_, sector)| is_read(sector)));
    }
    drop(open);
}

fn in_place(folder: &str, id: u64) -> Replica {
    Replica {
        id,
        comm_r: [1; 32],
        sealed: format!("{folder}/s-t01000-{id}").into(),
        cache: format!("{folder}/../cache/s-t01000-{id}").into(),
    }
}

fn is_read(sector: &Sector<u64>) -> bool {
    matches!(sector, Read::Done(Ok(_)))
}

/// Reads below the directory that still hang when they have had the time to end.
fn settled(directory: &Path) -> usize {
    let begin = Instant::now();
    while open_reads::hanging_below(directory) > 0 && begin.elapsed() < Duration::from_secs(5) {
        std::thread::sleep(Duration::from_millis(20));
    }
    open_reads::hanging_below(directory)
}
