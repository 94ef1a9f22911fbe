package io.damocles.devnet.actor;

import static org.assertj.core.api.Assertions.assertThat;

import io.damocles.chain.BitField;
import io.damocles.chain.CborBytes;
import io.damocles.chain.message.PoStProof;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whose window PoSts are taken; the numbers are the rows of actor.md, section 11. */
class SubmitPostTest {
  private final MinerRun run = MinerRun.verifying().twoPartitions().opened(5);

  @Test
  void case01TakesAProofOfTheOpenDeadline() {
    assertThat(run.post().of(0).exitCode()).isZero();

    assertThat(run.deadline().toDeadline().postSubmissions()).isEqualTo(BitField.of(0));
    assertThat(run.deadline().toDeadline().disputableProofCount()).isZero();
    assertThat(run.verified()).containsExactly(1L, 2L);
    run.close();
    assertThat(run.deadline().toDeadline().postSubmissions()).isEqualTo(BitField.EMPTY);
    assertThat(run.deadline().toDeadline().disputableProofCount()).isEqualTo(1);
  }

  @Test
  void case02TakesItFromTheOwnerAndFromAControlAddress() {
    assertThat(run.post().of(0).by(MinerRun.OWNER).exitCode()).isZero();
    assertThat(run.post().of(1).by(MinerRun.CONTROL).exitCode()).isZero();
  }

  @Test
  void case03RefusesItFromOthersAndFromTheBeneficiary() {
    ActorOutcome refused = run.post().of(0).by(MinerRun.STRANGER).send();

    assertThat(refused.exitCode()).isEqualTo(18);
    assertThat(refused.text()).isEqualTo("caller f0105 is not one of supported");
    assertThat(run.post().of(0).by(MinerRun.BENEFICIARY).exitCode()).isEqualTo(18);
  }

  @Test
  void case04LooksAtTheShapeBeforeTheCaller() {
    PoStProof proof = new PoStProof(MinerRun.WINDOW_2KIB, MinerRun.goodProof(1));

    assertThat(run.post().of(0).by(MinerRun.STRANGER).proofs(proof, proof).exitCode())
        .isEqualTo(16);
  }

  @Test
  void case05TakesItInTheFirstAndInTheLastEpoch() {
    MinerRun first = MinerRun.verifying().twoPartitions().opened(0);
    MinerRun last = MinerRun.verifying().twoPartitions().opened(59);

    assertThat(first.post().of(0).exitCode()).isZero();
    assertThat(last.post().of(0).exitCode()).isZero();
  }

  @Test
  void case06RefusesItOneEpochEarlyAndAtTheClose() {
    MinerRun early = MinerRun.verifying().twoPartitions().opened(0);
    MinerRun late = MinerRun.verifying().twoPartitions().opened(60);
    early.epoch--;

    assertThat(early.post().of(0).send().text())
        .isEqualTo("invalid deadline 5 at epoch " + early.epoch + ", expected 4");
    ActorOutcome refused = late.post().of(0).send();
    assertThat(refused.exitCode()).isEqualTo(16);
    assertThat(refused.text())
        .isEqualTo("invalid deadline 5 at epoch " + late.epoch + ", expected 6");
  }

  @Test
  void case07RefusesADeadlineThatIsNone() {
    refuses(run.post().of(0).deadline(48), 16, "invalid deadline 48 of 48");
    refuses(run.post().of(0).deadline(-1), 16, "invalid deadline 18446744073709551615 of 48");
  }

  @Test
  void case08WantsExactlyOneProof() {
    PoStProof proof = new PoStProof(MinerRun.WINDOW_2KIB, MinerRun.goodProof(1));

    refuses(run.post().of(0).proofs(), 16, "expected exactly one proof, got 0");
    refuses(run.post().of(0).proofs(proof, proof), 16, "expected exactly one proof, got 2");
  }

  @Test
  void case09RefusesProofsOfOtherTypes() {
    PoStProof other = new PoStProof(13, MinerRun.goodProof(1));
    PoStProof unknown = new PoStProof(99, MinerRun.goodProof(1));

    refuses(
        run.post().of(0).proofs(other),
        16,
        "expected proof of type StackedDRGWindow2KiBV1P1, got StackedDRGWindow32GiBV1P1");
    refuses(run.post().of(0).proofs(unknown), 16, "proof type Invalid(99) not allowed");
  }

  @Test
  void case10RefusesProofsThatAreTooLongButNotTooShortOnes() {
    refuses(
        run.post().of(0).proof(new byte[193]), 16, "expected proof to be smaller than 192 bytes");
    MinerRun trusting = three(MinerRun.trusting());
    MinerRun verifying = three(MinerRun.verifying());

    assertThat(trusting.post().of(0).of(1).of(2).badProof().exitCode()).isZero();
    refuses(verifying.post().of(0).of(1).of(2).badProof(), 16, "invalid post was submitted");
  }

  private static MinerRun three(MinerRun run) {
    return run.twoPartitions().partition(5, 6).opened(5);
  }

  @Test
  void case11RefusesFourPartitions() {
    refuses(run.post().of(0).of(1).of(2).of(3), 16, "too many partitions 4, limit 3");
  }

  @Test
  void case12RefusesNoPartitions() {
    refuses(run.post().proof(), 16, "cannot prove partitions with no active sectors");
    refuses(run.post().badProof(), 16, "expected proof to be smaller than 0 bytes");
  }

  @Test
  void case13BoundsTheCommitEpoch() {
    long challenge = run.window().challenge();
    long now = run.epoch;

    refuses(
        run.post().of(0).commit(challenge - 1),
        16,
        "expected chain commit epoch " + (challenge - 1) + " to be after " + challenge);
    refuses(
        run.post().of(0).commit(now),
        16,
        "chain commit epoch " + now + " must be less than the current epoch " + now);
    assertThat(run.post().of(0).commit(now - 1).exitCode()).isZero();
  }

  @Test
  void case14RefusesOtherCommitRandomness() {
    long challenge = run.window().challenge();
    byte[] right = run.ticketRandomness(9, challenge, new byte[0]);
    byte[] entropy = ProvingCalendar.entropy(MinerRun.MINER);

    String mismatched = "post commit randomness mismatched";
    refuses(
        run.post().of(0).randomness(run.ticketRandomness(9, challenge + 1, new byte[0])),
        16,
        mismatched);
    refuses(run.post().of(0).randomness(Arrays.copyOf(right, 31)), 16, mismatched);
    refuses(run.post().of(0).randomness(), 16, mismatched);
    refuses(
        run.post().of(0).randomness(run.ticketRandomness(9, challenge, entropy)), 16, mismatched);
    refuses(
        run.post().of(0).randomness(Arrays.copyOf(right, 33)),
        16,
        "expected at most 32 bytes of randomness, got 33");
  }

  @Test
  void case15RefusesAPartitionTwiceInAMessage() {
    refuses(
        run.post().of(0).of(0),
        16,
        "failed to process post submission for deadline 5: duplicate partitions proven");
    assertThat(run.post().of(-1).exitCode()).isEqualTo(16);
  }

  @Test
  void case16RefusesAPartitionThatIsProvenAlready() {
    String proven =
        "failed to process post submission for deadline 5: partition already proven: "
            + "BitField { ranges: [0..1], set: {}, unset: {} }";
    assertThat(run.post().of(0).exitCode()).isZero();

    refuses(run.post().of(0), 16, proven);
    refuses(run.post().of(0).of(1), 16, proven);

    assertThat(run.deadline().posted()).isEqualTo(BitField.of(0));
  }

  @Test
  void case17RefusesAPartitionThatIsNotThere() {
    refuses(
        run.post().of(9),
        17,
        "failed to process post submission for deadline 5: no such partition 9");
    refuses(
        run.post().of(0).of(2),
        17,
        "failed to process post submission for deadline 5: no such partition 2");

    assertThat(run.deadline().posted()).isEqualTo(BitField.EMPTY);
  }

  @Test
  void case18TakesPartitionsInAnyOrder() {
    MinerRun three = three(MinerRun.verifying());

    assertThat(three.post().of(2).of(0).exitCode()).isZero();

    assertThat(three.verified()).containsExactly(1L, 2L, 5L, 6L);
    assertThat(three.deadline().posted()).isEqualTo(BitField.of(0, 2));
  }

  @Test
  void case25TakesABadProofUnverifiedOrRefusesIt() {
    MinerRun trusting = MinerRun.trusting().twoPartitions().opened(5);

    assertThat(trusting.post().of(0).badProof().exitCode()).isZero();
    refuses(run.post().of(0).badProof(), 16, "invalid post was submitted");

    assertThat(trusting.checks).isEmpty();
    trusting.close();
    assertThat(trusting.deadline().toDeadline().disputableProofCount()).isEqualTo(1);
    assertThat(run.deadline().posted()).isEqualTo(BitField.EMPTY);
  }

  @Test
  void case29RefusesParametersThatAreNotThere() {
    for (long method : List.of(5L, 9L, 10L, 11L, 24L)) {
      assertThat(run.call(method, MinerRun.WORKER, null).exitCode()).isEqualTo(16);
      assertThat(run.call(method, MinerRun.WORKER, new byte[0]).exitCode()).isEqualTo(16);
    }
  }

  @Test
  void case29RefusesParametersThatAreNoCbor() {
    byte[] right = run.post().of(0).params();
    byte[] trailing = Arrays.copyOf(right, right.length + 1);
    byte[] cut = Arrays.copyOf(right, right.length - 1);
    byte[] longer = trailing.clone();
    longer[0] = (byte) 0x86;

    for (byte[] wrong : List.of(trailing, cut, longer, new byte[] {1, 2, 3})) {
      assertThat(run.call(5, MinerRun.WORKER, wrong).exitCode()).isEqualTo(21);
      assertThat(run.call(10, MinerRun.WORKER, wrong).exitCode()).isEqualTo(21);
    }
  }

  @Test
  void case29RefusesSetsOfAnotherVersion() {
    byte[] versionOne = {0b1_1_01};
    byte[] faults =
        new CborBytes()
            .array(1)
            .array(1)
            .array(3)
            .unsigned(5)
            .unsigned(0)
            .bytes(versionOne)
            .toByteArray();

    assertThat(run.call(10, MinerRun.WORKER, faults).exitCode()).isEqualTo(21);
  }

  @Test
  void case30RefusesMethodsItDoesNotKnow() {
    ActorOutcome refused = run.call(99, MinerRun.WORKER, null);

    assertThat(refused.exitCode()).isEqualTo(22);
    assertThat(refused.text()).isEqualTo("invalid method: 99");
    assertThat(run.call(6, MinerRun.WORKER, null).exitCode()).isEqualTo(22);
  }

  @Test
  void takesOneOfTwoPartitionsWhollySkipped() {
    assertThat(run.post().of(0, 1, 2).of(1).exitCode()).isZero();

    assertThat(run.verified()).containsExactly(3L, 4L);
  }

  @Test
  void refusesAMinerThatOwesMoreThanItHas() {
    run.state = run.state.withLocked(MinerRun.BALANCE.shiftLeft(1));

    assertThat(run.post().of(0).exitCode()).isEqualTo(1000);
  }

  @Test
  void drawsTheChallengeThatTheProofMustMeet() {
    run.post().of(0).send();

    WindowPostCheck check = run.checks.get(0);
    byte[] drawn =
        run.beaconRandomness(4, run.window().challenge(), new byte[] {0x43, 0, (byte) 0xe8, 7});
    drawn[31] &= 0x3f;
    assertThat(check.randomness()).isEqualTo(drawn);
    assertThat(check.miner()).isEqualTo(MinerRun.MINER);
    assertThat(check.proofType()).isEqualTo(10);
    assertThat(check.proof()).hasSize(192);
    assertThat(check.sectors()).containsExactly(MinerRun.sector(1), MinerRun.sector(2));
  }

  private static void refuses(PostMessage message, int exitCode, String text) {
    ActorOutcome outcome = message.send();
    assertThat(outcome.text()).isEqualTo(text);
    assertThat(outcome.exitCode()).isEqualTo(exitCode);
  }
}
