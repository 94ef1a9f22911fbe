use std::sync::mpsc::channel;
use std::sync::Mutex;
use std::time::Duration;
use wdpost::fail::Status;
use wdpost::jobs::Job;
use wdpost::readers::{read_all, Read};

const LONG: Duration = Duration::from_secs(60);

#[test]
fn answers_in_the_order_of_the_items() {
    let read = read_all((0..100).collect(), 8, LONG, &Job::default(), |i: &i32| {
        i * 2
    });

    let expected: Vec<Read<i32>> = (0..100).map(|i| Read::Done(i * 2)).collect();
    assert_eq!(read.expect("answers"), expected);
}

#[test]
fn reads_on_when_every_reader_hangs() {
    let (_open, never) = channel::<()>();
    let never = Mutex::new(never);
    let limit = Duration::from_millis(100);

    let read = read_all(
        (0..6).collect(),
        2,
        limit,
        &Job::default(),
        move |i: &i32| {
            if *i < 3 {
                let _ = never.lock().map(|inbox| inbox.recv());
            }
            *i
        },
    );

    let read = read.expect("answers");
    assert!(read[..3].iter().all(|r| *r == Read::TimedOut(limit)));
    assert_eq!(read[3..], [Read::Done(3), Read::Done(4), Read::Done(5)]);
}

#[test]
fn a_panic_stays_with_its_item() {
    wdpost::guard::install_hook();
    let read = read_all(vec![1, 2], 1, LONG, &Job::default(), |i: &i32| {
        assert!(*i != 1, "item {i} is bad");
        *i
    });

    let read = read.expect("answers");
    assert!(matches!(&read[0], Read::Panicked(why) if why.contains("item 1 is bad")));
    assert_eq!(read[1], Read::Done(2));
}

#[test]
fn stops_between_items_when_cancelled() {
    let job = Job::default();
    job.cancel();

    let read = read_all(vec![1], 1, LONG, &job, |i: &i32| *i);

    assert_eq!(read.expect_err("cancelled").status, Status::Cancelled);
}
