package io.damocles.devnet.actor;

import static io.damocles.devnet.actor.MinerRun.entry;
import static org.assertj.core.api.Assertions.assertThat;

import io.damocles.chain.BitField;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The worked example of actor.md, section 8: two periods of a deadline with four partitions. */
class WorkedExampleTest {
  private final MinerRun run = MinerRun.trusting();

  @BeforeEach
  void fourPartitions() {
    PartitionState recovering =
        PartitionState.EMPTY
            .add(BitField.of(5, 6), true)
            .fault(BitField.of(6), 1_000_000)
            .declareRecovered(BitField.of(6));
    run.twoPartitions()
        .partition(MinerRun.DEADLINE, recovering)
        .partition(MinerRun.DEADLINE, PartitionState.EMPTY.add(BitField.of(7), false));
    run.opened(5);
  }

  @Test
  void goesThroughTwoPeriods() {
    assertThat(run.claim()).isEqualTo(5);
    assertThat(run.deadline().faults().count()).isEqualTo(1);

    provesTwoPartitions();
    closesTheFirstPeriod();
    declaresRecoveries();
    provesAgain();
    closesTheSecondPeriod();
  }

  private void provesTwoPartitions() {
    assertThat(run.post().of(0, 2).of(2).exitCode()).isZero();

    assertThat(run.verified()).containsExactly(1L, 5L, 6L);
    assertThat(run.claim()).isEqualTo(5);
    assertThat(run.deadline().faults()).isEqualTo(BitField.of(2));
    assertThat(run.deadline().posted()).isEqualTo(BitField.of(0, 2));
    assertThat(run.deadline().submissions()).isEmpty();
  }

  private void closesTheFirstPeriod() {
    run.close();

    assertThat(run.fees()).isEqualTo(1);
    assertThat(run.claim()).isEqualTo(3);
    assertThat(run.deadline().faults()).isEqualTo(BitField.of(2, 3, 4, 7));
    assertThat(run.deadline().posted()).isEqualTo(BitField.EMPTY);
    assertThat(run.deadline().disputable()).isEmpty();
  }

  private void declaresRecoveries() {
    assertThat(run.declareRecovered(entry(0, 2), entry(1, 3)).exitCode()).isZero();

    assertThat(run.claim()).isEqualTo(3);
    assertThat(run.at(0).recoveries()).isEqualTo(BitField.of(2));
    assertThat(run.at(1).recoveries()).isEqualTo(BitField.of(3));
  }

  private void provesAgain() {
    run.opened(5);
    assertThat(run.post().of(0).exitCode()).isZero();
    assertThat(run.claim()).isEqualTo(4);
    assertThat(run.deadline().faults()).isEqualTo(BitField.of(3, 4, 7));
    assertThat(run.checks).hasSize(2);

    assertThat(run.post().of(2).badProof().exitCode()).isZero();

    assertThat(run.checks).hasSize(2);
    assertThat(run.deadline().submissions()).hasSize(1);
  }

  private void closesTheSecondPeriod() {
    CloseReport report = run.close();

    assertThat(run.fees()).isEqualTo(4);
    assertThat(run.at(1).recoveries()).isEqualTo(BitField.EMPTY);
    assertThat(run.at(1).faults()).isEqualTo(BitField.of(3, 4));
    assertThat(run.claim()).isEqualTo(4);
    assertThat(run.deadline().disputable()).hasSize(1);
    assertThat(report.missed()).isEqualTo(BitField.of(1));
  }
}
