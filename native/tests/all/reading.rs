use std::cell::RefCell;
use std::sync::mpsc::channel;
use std::sync::Mutex;
use std::time::Duration;
use wdpost::dead_stores::DeadStores;
use wdpost::fail::Status;
use wdpost::jobs::Job;
use wdpost::readers::{read_all, Limits, Read};
use wdpost::replica::{FaultCode, Replica};

const LONG: Duration = Duration::from_secs(60);

#[test]
fn answers_in_the_order_of_the_items() {
    let read = read_all(
        (0..100).collect(),
        8,
        Limits::of_item(LONG),
        &Job::default(),
        |i: &i32| i * 2,
        |_| (),
    );

    let expected: Vec<Read<i32>> = (0..100).map(|i| Read::Done(i * 2)).collect();
    assert_eq!(read.expect("answers"), expected);
}

#[test]
fn reads_on_when_every_reader_hangs() {
    let (_open, never) = channel::<()>();
    let never = Mutex::new(never);
    let limit = Duration::from_millis(100);
    let late = RefCell::new(Vec::new());

    let read = read_all(
        (0..6).collect(),
        2,
        Limits::of_item(limit),
        &Job::default(),
        move |i: &i32| {
            if *i < 3 {
                let _ = never.lock().map(|inbox| inbox.recv());
            }
            *i
        },
        |i| late.borrow_mut().push(*i),
    );

    let read = read.expect("answers");
    assert_eq!(late.into_inner().len(), 3);
    assert!(read[..3].iter().all(|r| *r == Read::TimedOut(limit)));
    assert_eq!(read[3..], [Read::Done(3), Read::Done(4), Read::Done(5)]);
}

#[test]
fn a_panic_stays_with_its_item() {
    wdpost::guard::install_hook();
    let read = read_all(
        vec![1, 2],
        1,
        Limits::of_item(LONG),
        &Job::default(),
        |i: &i32| {
            assert!(*i != 1, "item {i} is bad");
            *i
        },
        |_| (),
    );

    let read = read.expect("answers");
    assert!(matches!(&read[0], Read::Panicked(why) if why.contains("item 1 is bad")));
    assert_eq!(read[1], Read::Done(2));
}

#[test]
fn stops_between_items_when_cancelled() {
    let job = Job::default();
    job.cancel();

    let read = read_all(
        vec![1],
        1,
        Limits::of_item(LONG),
        &job,
        |i: &i32| *i,
        |_| (),
    );

    assert_eq!(read.expect_err("cancelled").status, Status::Cancelled);
}

#[test]
fn a_directory_whose_sectors_hang_is_given_up_until_one_answers() {
    let sector = |id: u64, dir: &str| Replica {
        id,
        comm_r: [0; 32],
        sealed: format!("{dir}/s-{id}").into(),
        cache: "".into(),
    };
    let stores = DeadStores::default();

    for id in 0..4 {
        assert!(stores.check(&sector(9, "/dead")).is_ok());
        stores.hung(&sector(id, "/dead"));
    }

    let fault = stores.check(&sector(9, "/dead")).expect_err("given up");
    assert_eq!((fault.id, fault.code), (9, FaultCode::TimedOut));
    assert!(stores.check(&sector(9, "/alive")).is_ok());
    stores.answered(&sector(0, "/dead"));
    assert!(stores.check(&sector(9, "/dead")).is_ok());
}
