use crate::fixture::{context, OLD_WINDOW, WINDOW};
use wdpost::challenges::{sector_challenges, Context};
use wdpost::fail::Status;
use wdpost::proof_type::{post_proof, prover_id};

#[test]
fn are_those_of_the_golden_file() {
    let golden: serde_json::Value =
        serde_json::from_str(include_str!("challenges.json")).expect("golden file");

    for (name, kind) in [("V1", OLD_WINDOW), ("V1_2", WINDOW)] {
        let drawn = sector_challenges(&context(kind, 42), &[5, 7, 9]).expect("challenges");

        assert_eq!(serde_json::json!(drawn), golden[name], "{name}");
    }
}

#[test]
fn only_the_old_ones_depend_on_the_position() {
    let of_nine = |kind, ids: &[u64]| {
        sector_challenges(&context(kind, 42), ids).expect("challenges")[&9].clone()
    };

    assert_eq!(of_nine(WINDOW, &[9]), of_nine(WINDOW, &[5, 7, 9]));
    assert_ne!(of_nine(OLD_WINDOW, &[9]), of_nine(OLD_WINDOW, &[5, 7, 9]));
}

#[test]
fn a_seed_beyond_the_field_is_refused() {
    let refused = Context::new(post_proof(WINDOW).expect("kind"), [0xff; 32], [0; 32]);

    assert_eq!(refused.expect_err("too big").status, Status::BadArgument);
}

#[test]
fn prover_ids_are_varints() {
    assert_eq!(prover_id(1000)[..3], [0xe8, 0x07, 0]);
    assert_eq!(prover_id(0), [0; 32]);
    let mut largest = [0u8; 32];
    largest[..9].fill(0xff);
    largest[9] = 1;
    assert_eq!(prover_id(u64::MAX), largest);
}
