use crate::fixture::{context, prove, Sectors, OLD_WINDOW, WINDOW};
use wdpost::fail::Status;
use wdpost::jobs::Job;
use wdpost::verify::verify;
use wdpost::{vanilla, window};

#[test]
fn proves_a_partition_that_verifies() {
    let sectors = Sectors::sealed(&[1, 2]);

    let post = prove(WINDOW, sectors.replicas.clone()).expect("proof");

    let proof = post.proof.expect("proof");
    assert_eq!(proof.len(), 192);
    assert!(post.faults.is_empty());
    let publics = sectors.publics(&[1, 2]);
    assert!(verify(&context(WINDOW, 42), &proof, &publics).expect("verified"));
}

#[test]
fn refuses_a_proof_for_other_randomness_or_sectors() {
    let sectors = Sectors::faux(&[1, 2, 3]);
    let proof = prove(WINDOW, vec![sectors.of(1).clone(), sectors.of(2).clone()])
        .expect("proof")
        .proof
        .expect("proof");

    let valid = |seed, ids: &[u64]| {
        verify(&context(WINDOW, seed), &proof, &sectors.publics(ids)).expect("verified")
    };

    assert!(valid(42, &[1, 2]));
    assert!(!valid(43, &[1, 2]));
    assert!(!valid(42, &[1, 3]));
    assert!(!valid(42, &[1]));
}

#[test]
fn a_wrong_length_is_an_invalid_proof() {
    let sectors = Sectors::faux(&[1]);

    let valid = verify(&context(WINDOW, 42), &[0; 191], &sectors.publics(&[1]));

    assert!(!valid.expect("verified"));
}

#[test]
fn drops_duplicates_and_sorts_by_number() {
    let sectors = Sectors::faux(&[3, 8]);
    let (three, eight) = (sectors.of(3).clone(), sectors.of(8).clone());

    let post = prove(WINDOW, vec![eight.clone(), three.clone(), eight, three]).expect("proof");

    assert_eq!(post.proven, [3, 8]);
    assert_eq!(post.proof.expect("proof").len(), 192);
}

#[test]
fn a_task_of_two_partitions_is_two_snarks_in_one_proof() {
    for kind in [WINDOW, OLD_WINDOW] {
        let sectors = Sectors::sealed(&[1, 2, 3]);

        let proof = prove(kind, sectors.replicas.clone())
            .expect("proof")
            .proof
            .expect("proof");

        assert_eq!(proof.len(), 384);
        let publics = sectors.publics(&[1, 2, 3]);
        assert!(verify(&context(kind, 42), &proof, &publics).expect("verified"));
    }
}

#[test]
fn partitions_proven_alone_merge_in_the_order_of_sectors() {
    let sectors = Sectors::faux(&[1, 2, 3]);
    let context = context(WINDOW, 42);
    let alone = |ids: &[u64]| {
        let replicas = ids.iter().map(|id| sectors.of(*id).clone()).collect();
        let batch = vanilla::batch(&context, replicas, 1, &Job::default()).expect("vanilla");
        let bytes: Vec<Vec<u8>> = batch.proofs.into_iter().map(|(_, bytes)| bytes).collect();
        window::partition(&context, &bytes, 0, &Job::default()).expect("proof")
    };
    let (first, second) = (alone(&[1, 2]), alone(&[3]));

    let merged = window::merge(context.proof, vec![first.clone(), second.clone()]).expect("merged");

    let all = sectors.publics(&[1, 2, 3]);
    assert!(verify(&context, &first, &sectors.publics(&[1, 2])).expect("verified"));
    assert!(verify(&context, &second, &sectors.publics(&[3])).expect("verified"));
    assert!(verify(&context, &merged, &all).expect("verified"));
    assert!(!verify(&context, &[second, first].concat(), &all).expect("verified"));
}

#[test]
fn stops_when_it_is_cancelled() {
    let sectors = Sectors::faux(&[1, 2]);
    let job = Job::default();
    job.cancel();

    let failed = window::prove(&context(WINDOW, 42), sectors.replicas.clone(), true, &job);

    assert_eq!(failed.expect_err("cancelled").status, Status::Cancelled);
}

#[test]
fn reads_sectors_whose_files_are_read_only() {
    let sectors = Sectors::sealed(&[1, 2]);
    for entry in [
        "sealed-1",
        "cache-1/p_aux",
        "cache-1/sc-02-data-tree-r-last.dat",
    ] {
        let path = sectors.dir.path().join(entry);
        let mut permissions = std::fs::metadata(&path).expect("file").permissions();
        permissions.set_readonly(true);
        std::fs::set_permissions(&path, permissions).expect("read-only");
    }

    let post = prove(WINDOW, sectors.replicas.clone()).expect("proof");

    assert_eq!(post.proven, [1, 2]);
}
