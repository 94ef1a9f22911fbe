package io.damocles.devnet.actor;

import static org.assertj.core.api.Assertions.assertThat;

import io.damocles.chain.BitField;
import java.math.BigInteger;
import org.junit.jupiter.api.Test;

/** What window PoSts and missing ones do; the numbers are the rows of actor.md, section 11. */
class PostEffectsTest {
  private final MinerRun run = MinerRun.verifying().twoPartitions();

  @Test
  void case19SkippedSectorsLosePowerAtOnceAndPayAtThisClose() {
    run.opened(5);

    assertThat(run.post().of(0, 2).of(1).exitCode()).isZero();

    assertThat(run.claim()).isEqualTo(3);
    assertThat(run.fees()).isZero();
    CloseReport report = run.close();
    assertThat(run.fees()).isEqualTo(1);
    assertThat(report.skipped()).isEqualTo(BitField.of(2));
    assertThat(report.faulty()).isEqualTo(BitField.EMPTY);
    assertThat(report.complete()).isTrue();
  }

  @Test
  void case20RefusesToSkipSectorsOfAnotherPartition() {
    ActorOutcome refused = run.opened(5).post().of(0, 3).send();

    assertThat(refused.exitCode()).isEqualTo(16);
    assertThat(refused.text())
        .isEqualTo(
            "failed to process post submission for deadline 5: failed to add skipped faults to "
                + "partition 0: skipped faults contains sectors outside partition");
  }

  @Test
  void case21RefusesToSkipEverySector() {
    MinerState before = run.opened(5).state;

    ActorOutcome refused = run.post().of(0, 1, 2).send();

    assertThat(refused.exitCode()).isEqualTo(16);
    assertThat(refused.text()).isEqualTo("cannot prove partitions with no active sectors");
    assertThat(run.state).isSameAs(before);
    run.close();
    assertThat(run.at(0).faults()).isEqualTo(BitField.of(1, 2));
    assertThat(run.fees()).isZero();
  }

  @Test
  void case22IgnoresSkippedSectorsThatAreFaultyOrTerminated() {
    run.declareFaults(MinerRun.entry(0, 1));
    run.terminate(MinerRun.entry(1, 3));
    run.opened(5);

    assertThat(run.post().of(0, 1).of(1, 3).exitCode()).isZero();

    assertThat(run.claim()).isEqualTo(2);
    assertThat(run.at(0).faults()).isEqualTo(BitField.of(1));
    assertThat(run.at(1).faults()).isEqualTo(BitField.EMPTY);
    assertThat(run.verified()).containsExactly(2L, 4L);
    assertThat(run.close().skipped()).isEqualTo(BitField.EMPTY);
  }

  @Test
  void case23KeepsARecoveringSectorFaultyThatIsSkipped() {
    MinerRun real = MinerRun.trusting().twoPartitions();
    real.declareFaults(MinerRun.entry(0, 1, 2));
    real.declareRecovered(MinerRun.entry(0, 1, 2));

    assertThat(real.opened(5).post().of(0, 2).exitCode()).isZero();

    assertThat(real.verified()).containsExactly(1L);
    assertThat(real.at(0).faults()).isEqualTo(BitField.of(2));
    assertThat(real.at(0).recoveries()).isEqualTo(BitField.EMPTY);
    assertThat(real.at(0).active()).isEqualTo(BitField.of(1));
    assertThat(real.close().faulty()).isEqualTo(BitField.of(2));
  }

  @Test
  void case24RefusesARecoveryWithABadProof() {
    MinerRun real = MinerRun.trusting().twoPartitions();
    real.declareFaults(MinerRun.entry(0, 1));
    real.declareRecovered(MinerRun.entry(0, 1));
    real.opened(5);

    ActorOutcome refused = real.post().of(0).badProof().send();

    assertThat(refused.exitCode()).isEqualTo(16);
    assertThat(refused.text()).isEqualTo("invalid post was submitted");
    assertThat(real.at(0).recoveries()).isEqualTo(BitField.of(1));
    assertThat(real.deadline().posted()).isEqualTo(BitField.EMPTY);
    assertThat(real.post().of(0).exitCode()).isZero();
    assertThat(real.deadline().submissions()).isEmpty();
  }

  @Test
  void case26GivesPowerToNewSectorsWithTheirFirstProof() {
    run.partition(MinerRun.DEADLINE, PartitionState.EMPTY.add(BitField.of(7), false));
    run.opened(5);

    assertThat(run.claim()).isEqualTo(4);
    assertThat(run.post().of(2).exitCode()).isZero();

    assertThat(run.claim()).isEqualTo(5);
  }

  @Test
  void case27MakesNewSectorsFaultyWithoutLossWhenTheirWindowIsMissed() {
    run.partition(MinerRun.DEADLINE, PartitionState.EMPTY.add(BitField.of(7), false));
    run.opened(5).post().of(0).of(1).send();

    run.close();

    assertThat(run.at(2).faults()).isEqualTo(BitField.of(7));
    assertThat(run.at(2).unproven()).isEqualTo(BitField.EMPTY);
    assertThat(run.claim()).isEqualTo(4);
    assertThat(run.fees()).isZero();
  }

  @Test
  void case28TakesPowerAtTheCloseAndAFeeAPeriodLater() {
    run.opened(5).post().of(0).send();
    run.advanceTo(run.window().last());
    assertThat(run.claim()).isEqualTo(4);

    CloseReport report = run.close();

    assertThat(run.claim()).isEqualTo(2);
    assertThat(run.fees()).isZero();
    assertThat(report.proved()).isEqualTo(BitField.of(0));
    assertThat(report.missed()).isEqualTo(BitField.of(1));
    assertThat(report.lost()).isEqualTo(BitField.of(3, 4));
    assertThat(report.miner()).isEqualTo(MinerRun.MINER);
    assertThat(report.deadline()).isEqualTo(5);
    run.opened(5).post().of(0).send();
    CloseReport next = run.close();
    assertThat(run.fees()).isEqualTo(2);
    assertThat(next.missed()).isEqualTo(BitField.EMPTY);
    assertThat(next.faulty()).isEqualTo(BitField.of(3, 4));
  }

  @Test
  void case45EndsADeadlineInANullRoundToo() {
    run.opened(59);

    EpochEnd end = MinerActor.endOfEpoch(run.state, run);

    assertThat(end.closes()).hasSize(1);
    assertThat(end.state().cron().deadline()).isEqualTo(6);
  }

  @Test
  void case46TakesAProofWhoseChallengeIsBeforeTheChain() {
    MinerRun born = MinerRun.verifying();
    PartitionState partition = PartitionState.EMPTY.add(BitField.of(1, 2), true);
    born.partition((int) born.state.cron().deadline(), partition).advanceTo(3);

    assertThat(born.state.cron().periodStart()).isEqualTo(-2222);
    assertThat(born.post().deadline(37).of(0).exitCode()).isZero();

    assertThat(born.beaconEpochs).containsExactly(-22L);
  }

  @Test
  void paysWhatItHasAndOwesTheRest() {
    run.state = run.state.withBalance(MinerRun.FEE.add(BigInteger.ONE));
    run.declareFaults(MinerRun.entry(0, 1, 2));

    run.opened(5).close();

    assertThat(run.state.balance()).isZero();
    assertThat(run.state.feeDebt()).isEqualTo(9);
  }

  @Test
  void paysDebtsAtTheEndOfDeadlinesWithoutSectorsToo() {
    run.state = run.state.withFeeDebt(BigInteger.valueOf(7));

    run.advanceTo(60);

    assertThat(run.state.feeDebt()).isZero();
    assertThat(run.state.balance()).isEqualTo(993);
  }

  @Test
  void takesNoProofBytesAtAllWhereNothingRecovers() {
    MinerRun real = MinerRun.trusting().twoPartitions().opened(5);

    assertThat(real.post().of(0, 2).proof().exitCode()).isZero();

    assertThat(real.at(0).faults()).isEqualTo(BitField.of(2));
    assertThat(real.checks).isEmpty();
  }

  @Test
  void verifiesNothingWhereEveryRecoveryIsSkipped() {
    MinerRun real = MinerRun.trusting().twoPartitions();
    real.declareFaults(MinerRun.entry(0, 1));
    real.declareRecovered(MinerRun.entry(0, 1));

    assertThat(real.opened(5).post().of(0, 1).badProof().exitCode()).isZero();

    assertThat(real.checks).isEmpty();
    assertThat(real.deadline().submissions()).hasSize(1);
    assertThat(real.at(0).faults()).isEqualTo(BitField.of(1));
  }

  @Test
  void paysNothingFromABalanceThatIsLocked() {
    run.state =
        run.state.withLocked(MinerRun.BALANCE.add(BigInteger.TEN)).withFeeDebt(BigInteger.ONE);

    run.advanceTo(60);

    assertThat(run.state.balance()).isEqualTo(MinerRun.BALANCE);
    assertThat(run.state.feeDebt()).isOne();
  }

  @Test
  void doesNothingAtOtherEpochs() {
    run.opened(5);

    EpochEnd end = MinerActor.endOfEpoch(run.state, run);

    assertThat(end.state()).isSameAs(run.state);
    assertThat(end.closes()).isEmpty();
  }
}
