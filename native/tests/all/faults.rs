use crate::fixture::{context, prove, Sectors, OLD_WINDOW, WINDOW};
use std::fs::{self, File};
use wdpost::fail::Status;
use wdpost::proof_type::post_proof;
use wdpost::replica::{tree_bytes, tree_files, FaultCode, Replica};
use wdpost::verify::verify;
use wdpost::window;

/// Damages sector 2 of three, expects it named with that code and the other two proven.
fn expect_fault(code: &str, damage: impl FnOnce(&mut Sectors)) -> String {
    let mut sectors = Sectors::sealed(&[1, 2, 3]);
    damage(&mut sectors);

    let post = prove(WINDOW, sectors.replicas.clone()).expect("proof");

    assert_eq!(post.proven, [1, 3]);
    let fault = &post.faults[0];
    assert_eq!((post.faults.len(), fault.id), (1, 2));
    assert_eq!(fault.code.name(), code, "{}", fault.reason);
    let proof = post.proof.expect("proof");
    let publics = sectors.publics(&[1, 3]);
    assert!(verify(&context(WINDOW, 42), &proof, &publics).expect("verified"));
    fault.reason.clone()
}

#[test]
fn names_a_sector_with_a_flipped_bit() {
    let reason = expect_fault("damaged", |s| {
        let first = fs::read(&s.of(2).sealed).expect("replica")[0];
        s.write_at(&s.of(2).sealed.clone(), 0, &[first ^ 1]);
    });
    assert!(reason.contains("invalid"), "{reason}");
}

#[test]
fn names_a_sector_whose_bytes_are_no_field_element() {
    let reason = expect_fault("damaged", |s| {
        s.write_at(&s.of(2).sealed.clone(), 0, &[0xff; 32])
    });
    assert!(reason.contains("from_repr failure"), "{reason}");
    assert!(reason.contains(".rs:"), "no place in: {reason}");
}

#[test]
fn names_a_truncated_replica() {
    let reason = expect_fault("wrongSize", |s| {
        let file = File::options().write(true).open(&s.of(2).sealed);
        file.expect("replica").set_len(1).expect("cut");
    });
    assert!(
        reason.contains("sealed-2 has 1 bytes, expected 2048"),
        "{reason}"
    );
}

#[test]
fn names_a_missing_replica() {
    let reason = expect_fault("missing", |s| {
        fs::remove_file(&s.of(2).sealed).expect("removed")
    });
    assert!(reason.contains("sealed-2"), "{reason}");
}

#[test]
fn names_a_missing_or_empty_p_aux() {
    expect_fault("missing", |s| {
        fs::remove_file(s.of(2).cache.join("p_aux")).expect("removed")
    });
    expect_fault("wrongSize", |s| {
        fs::write(s.of(2).cache.join("p_aux"), []).expect("emptied")
    });
}

#[test]
fn names_a_missing_tree_and_does_not_create_it() {
    let sectors = Sectors::sealed(&[1, 2]);
    fs::remove_file(sectors.tree(2)).expect("removed");

    let post = prove(WINDOW, sectors.replicas.clone()).expect("proof");

    assert_eq!(
        (post.faults[0].id, post.faults[0].code),
        (2, FaultCode::Missing)
    );
    assert!(!sectors.tree(2).exists());
}

#[test]
fn names_a_sector_of_another_comm_r() {
    let reason = expect_fault("commR", |s| {
        let other = s.of(1).comm_r;
        s.replicas[1].comm_r = other;
    });
    assert!(reason.contains("p_aux"), "{reason}");
}

#[test]
fn names_a_sector_with_a_damaged_tree() {
    expect_fault("damaged", |s| s.write_at(&s.tree(2), 0, &[1; 32]));
}

#[test]
fn old_challenges_are_drawn_again_without_the_bad_sector() {
    let sectors = Sectors::sealed(&[1, 2, 3]);
    fs::remove_file(&sectors.of(1).sealed).expect("removed");

    let post = prove(OLD_WINDOW, sectors.replicas.clone()).expect("proof");

    assert_eq!(post.proven, [2, 3]);
    let publics = sectors.publics(&[2, 3]);
    let proof = post.proof.expect("proof");
    assert!(verify(&context(OLD_WINDOW, 42), &proof, &publics).expect("verified"));
}

#[test]
fn a_task_of_bad_sectors_has_no_proof_and_all_faults() {
    let sectors = Sectors::sealed(&[1, 2]);
    for replica in &sectors.replicas {
        fs::remove_file(&replica.sealed).expect("removed");
    }

    let post = prove(WINDOW, sectors.replicas.clone()).expect("answer");

    assert_eq!(post.proof, None);
    let ids: Vec<u64> = post.faults.iter().map(|fault| fault.id).collect();
    assert_eq!(ids, [1, 2]);
}

#[test]
fn faults_end_the_computation_if_they_may_not_be_skipped() {
    let sectors = Sectors::sealed(&[1, 2]);
    fs::remove_file(&sectors.of(2).sealed).expect("removed");
    let job = wdpost::jobs::Job::default();

    let failed = window::prove(&context(WINDOW, 42), sectors.replicas.clone(), false, &job)
        .expect_err("faulty");

    assert_eq!(failed.status, Status::FaultySectors);
    assert_eq!(failed.details["faults"][0]["id"], 2);
}

#[test]
fn trees_cut_for_another_setting_are_a_configuration_error() {
    crate::fixture::ready();
    let dir = tempfile::tempdir().expect("directory");
    let proof = post_proof(11).expect("8MiB window");
    let sector = |id: u64| {
        let cache = dir.path().join(format!("cache-{id}"));
        let sealed = dir.path().join(format!("sealed-{id}"));
        fs::create_dir(&cache).expect("cache");
        let sized = |path, size| {
            File::create(path)
                .expect("file")
                .set_len(size)
                .expect("size")
        };
        sized(sealed.clone(), 8 << 20);
        sized(cache.join("p_aux"), 64);
        sized(
            cache.join("sc-02-data-tree-r-last.dat"),
            tree_bytes(proof, 3),
        );
        Replica {
            id,
            comm_r: [1; 32],
            sealed,
            cache,
        }
    };
    let context = context(11, 42);
    let lost = Replica {
        sealed: dir.path().join("lost"),
        ..sector(3)
    };
    let replicas = vec![sector(1), sector(2), lost];

    let failed = wdpost::vanilla::batch(&context, replicas, 2, &wdpost::jobs::Job::default())
        .expect_err("other rows");

    assert_eq!(failed.status, Status::Configuration);
    let expected =
        "the tree-r-last files of 2 of 3 sectors leave out 3 rows, this process expects 2: \
                    set FIL_PROOFS_ROWS_TO_DISCARD=3";
    assert!(failed.message.contains(expected), "{}", failed.message);
}

#[test]
fn tree_sizes_are_those_of_the_library() {
    let size = |number, rows| tree_bytes(post_proof(number).expect("kind"), rows);

    assert_eq!(size(10, 1), 32);
    assert_eq!(size(13, 2), 9_586_976);
    assert_eq!(size(14, 2), 9_586_976);
}

#[test]
fn tree_files_are_one_eight_or_sixteen() {
    let names = |number| -> Vec<String> {
        let kind = post_proof(number).expect("kind");
        tree_files(kind, "c".as_ref())
            .iter()
            .map(|path| path.display().to_string())
            .collect()
    };

    for small in [10, 11, 12] {
        assert_eq!(names(small), ["c/sc-02-data-tree-r-last.dat"]);
    }
    for (number, count) in [(13, 8), (14, 16)] {
        let expected: Vec<String> = (0..count)
            .map(|i| format!("c/sc-02-data-tree-r-last-{i}.dat"))
            .collect();
        assert_eq!(names(number), expected);
    }
}
