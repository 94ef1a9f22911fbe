use crate::fixture::{context, Sectors, WINNING};
use wdpost::jobs::Job;
use wdpost::verify::verify;
use wdpost::{vanilla, winning};

#[test]
fn draws_proves_and_verifies() {
    let sectors = Sectors::sealed(&[11, 12, 13]);
    let context = context(WINNING, 42);

    let drawn = winning::sector_challenge(&context, 3).expect("challenge");
    let replica = sectors.replicas[drawn[0] as usize].clone();
    let id = replica.id;
    let batch = vanilla::batch(&context, vec![replica], 1, &Job::default()).expect("vanilla");
    let bytes: Vec<Vec<u8>> = batch.proofs.into_iter().map(|(_, bytes)| bytes).collect();
    let proof = winning::prove(&context, &bytes, &Job::default()).expect("proof");

    assert_eq!((drawn.len(), proof.len()), (1, 192));
    assert!(verify(&context, &proof, &sectors.publics(&[id])).expect("verified"));
    let other = if id == 11 { 12 } else { 11 };
    assert!(!verify(&context, &proof, &sectors.publics(&[other])).expect("verified"));
}
