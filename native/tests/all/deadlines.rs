use std::time::{Duration, Instant};
use wdpost::jobs::{Deadline, Job};
use wdpost::proof_type::post_proof;
use wdpost::read_limits;
use wdpost::readers::{read_all, Limits, Read};

fn seconds(count: u64) -> Duration {
    Duration::from_secs(count)
}

fn limits(left: Duration) -> Limits {
    let job = Job::default();
    job.set_deadline(Deadline {
        close: Some(Instant::now() + left),
        retry: None,
    });
    // 32GiB: no test makes a proof of it, so there is no experience.
    read_limits::of(post_proof(13).expect("kind"), 2349, &job)
}

#[test]
fn a_sector_may_be_read_for_two_minutes_if_nobody_told_the_deadline() {
    let limits = read_limits::of(post_proof(13).expect("kind"), 2349, &Job::default());

    assert_eq!(limits, Limits::of_item(seconds(120)));
}

#[test]
fn a_late_job_reads_for_half_of_its_time_and_one_sector_for_an_eighth() {
    let long = limits(seconds(3600));
    let short = limits(seconds(80));

    let rest = short.end.expect("end") - Instant::now();
    assert_eq!(long.item, seconds(120));
    assert!(
        short.item <= seconds(10) && short.item > seconds(9),
        "{short:?}"
    );
    assert!(rest <= seconds(40) && rest > seconds(38), "{rest:?}");
    assert_eq!(limits(Duration::ZERO).item, seconds(1));
}

#[test]
fn reading_takes_what_the_snark_is_known_not_to_need() {
    let of = read_limits::time_for_all;

    assert_eq!(of(seconds(1000), Some(seconds(100))), seconds(850));
    assert_eq!(of(seconds(1000), Some(seconds(900))), seconds(500));
    assert_eq!(of(seconds(1000), None), seconds(500));
}

#[test]
fn what_is_not_read_in_the_time_for_all_is_left_out() {
    let limits = Limits {
        item: seconds(60),
        end: Some(Instant::now() + Duration::from_secs(3)),
    };

    let read = read_all(
        (0..150).collect(),
        1,
        limits,
        &Job::default(),
        |i: &i32| {
            std::thread::sleep(Duration::from_millis(50));
            *i
        },
        |_| (),
    )
    .expect("answers");

    assert_eq!(read.len(), 150);
    assert_eq!(read[0], Read::Done(0));
    assert_eq!(read[149], Read::NotReached);
}
