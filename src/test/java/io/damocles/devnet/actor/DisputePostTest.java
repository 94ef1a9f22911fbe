package io.damocles.devnet.actor;

import static org.assertj.core.api.Assertions.assertThat;

import io.damocles.chain.BitField;
import org.junit.jupiter.api.Test;

/** Disputes of proofs; the numbers are the rows of actor.md, section 11. */
class DisputePostTest {
  private final MinerRun run = MinerRun.trusting().twoPartitions().opened(5);

  @Test
  void case41TakesDisputesFromTheCloseOnForTheDisputeWindow() {
    run.post().of(0).of(1).badProof().send();

    assertThat(run.dispute(5, 0).exitCode()).isEqualTo(18);
    run.close();
    MinerState closed = run.state;
    long close = run.epoch;
    assertThat(run.dispute(5, 0).exitCode()).isZero();
    run.state = closed;
    run.advanceTo(close + 1799);
    assertThat(run.dispute(5, 0).exitCode()).isZero();
    run.state = closed;
    run.advanceTo(close + 1800);
    ActorOutcome late = run.dispute(5, 0);
    assertThat(late.exitCode()).isEqualTo(18);
    assertThat(late.text())
        .isEqualTo(
            "can only dispute window posts during the dispute window"
                + " (1800 epochs after the challenge window closes)");
  }

  @Test
  void case42RefusesDisputesOfGoodProofsAndOfNone() {
    run.post().of(0).of(1).send();
    run.close();

    ActorOutcome refused = run.dispute(5, 0);

    assertThat(refused.exitCode()).isEqualTo(16);
    assertThat(refused.text()).isEqualTo("failed to dispute valid post");
    assertThat(run.dispute(5, 1).exitCode()).isEqualTo(16);
    assertThat(run.dispute(48, 0).exitCode()).isEqualTo(16);
  }

  @Test
  void case42MakesTheSectorsOfABadProofFaultyOnce() {
    run.post().of(0, 2).badProof().send();
    run.post().of(1).send();
    long challenge = run.window().challenge();
    run.close();

    assertThat(run.dispute(5, 0).exitCode()).isZero();

    assertThat(run.verified()).containsExactly(1L);
    assertThat(run.beaconEpochs).containsExactly(challenge);
    assertThat(run.at(0).faults()).isEqualTo(BitField.of(1, 2));
    assertThat(run.claim()).isEqualTo(2);
    assertThat(run.deadline().toDeadline().disputableProofCount()).isEqualTo(1);
    assertThat(run.dispute(5, 0).exitCode()).isEqualTo(16);
    assertThat(run.dispute(5, 1).text()).isEqualTo("failed to dispute valid post");
  }
}
