package io.damocles.devnet.actor;

import static io.damocles.devnet.actor.MinerRun.entry;
import static org.assertj.core.api.Assertions.assertThat;

import io.damocles.chain.BitField;
import io.damocles.chain.message.FaultDeclaration;
import java.math.BigInteger;
import org.junit.jupiter.api.Test;

/** Declared faults and recoveries; the numbers are the rows of actor.md, section 11. */
class DeclarationsTest {
  private final MinerRun run = MinerRun.verifying().twoPartitions();

  @Test
  void case31TakesFaultsUntilTheCutoffAndFromTheCloseOn() {
    long cutoff = run.window().faultCutoff();
    long open = run.window().open();

    assertThat(run.advanceTo(cutoff - 1).declareFaults(entry(0, 1)).exitCode()).isZero();
    ActorOutcome late = run.advanceTo(cutoff).declareFaults(entry(0, 2));
    assertThat(late.exitCode()).isEqualTo(16);
    assertThat(late.text())
        .isEqualTo("failed fault declaration at deadline 5: late fault or recovery declaration");
    assertThat(run.advanceTo(open + 5).declareFaults(entry(0, 2)).exitCode()).isEqualTo(16);
    run.close();
    assertThat(run.declareFaults(entry(1, 3)).exitCode()).isZero();
  }

  @Test
  void case32IgnoresWhatIsFaultyOrTerminated() {
    run.declareFaults(entry(0, 1));
    run.terminate(entry(1, 3));
    PartitionState faulty = run.at(0);
    PartitionState terminated = run.at(1);

    assertThat(run.declareFaults(entry(0, 1)).exitCode()).isZero();
    assertThat(run.declareFaults(entry(1, 3)).exitCode()).isZero();
    assertThat(run.declareFaults().exitCode()).isZero();
    assertThat(run.declareFaults(entry(0)).exitCode()).isZero();

    assertThat(run.at(0)).isEqualTo(faulty);
    assertThat(run.at(1)).isEqualTo(terminated);
  }

  @Test
  void case33RefusesWhatIsNotThere() {
    refuses(
        run.declareFaults(entry(0, 3)),
        16,
        "failed fault declaration: not all sectors are assigned to the partition");
    refuses(run.declareFaults(entry(2, 3)), 17, "no such partition 2");
    refuses(
        run.declareFaults(new FaultDeclaration(48, 0, BitField.of(1))),
        16,
        "failed to process deadline 48, partition 0: invalid deadline 48");
    refuses(
        run.declareFaults(new FaultDeclaration(5, 0, BitField.range(0, 25_001))),
        16,
        "cannot process requested parameters: too many sectors 25001, max 25000");
    refuses(
        run.declareFaults(new FaultDeclaration(5, 0, BitField.range(0, -1))),
        16,
        "cannot process requested parameters: too many sectors 18446744073709551615, max 25000");
    FaultDeclaration[] many = new FaultDeclaration[3001];
    for (int index = 0; index < many.length; index++) {
      many[index] = entry(index);
    }
    refuses(
        run.declareFaults(many),
        16,
        "cannot process requested parameters: too many partitions 3001, max 3000");
  }

  @Test
  void case34WithdrawsTheRecoveryOfASectorThatIsDeclaredFaulty() {
    run.declareFaults(entry(0, 1));
    run.declareRecovered(entry(0, 1));

    assertThat(run.declareFaults(entry(0, 1)).exitCode()).isZero();

    assertThat(run.at(0).recoveries()).isEqualTo(BitField.EMPTY);
    assertThat(run.at(0).faults()).isEqualTo(BitField.of(1));
    assertThat(run.claim()).isEqualTo(3);
  }

  @Test
  void case35RecoversOnlyWhatIsFaulty() {
    run.declareFaults(entry(0, 1));

    assertThat(run.declareRecovered(entry(0, 1)).exitCode()).isZero();
    assertThat(run.declareRecovered(entry(0, 2)).exitCode()).isZero();
    assertThat(run.declareRecovered(entry(0, 1)).exitCode()).isZero();

    assertThat(run.at(0).recoveries()).isEqualTo(BitField.of(1));
    assertThat(run.claim()).isEqualTo(3);
  }

  @Test
  void case36RetractsARecoveryThatIsNotProven() {
    run.declareFaults(entry(0, 1));
    run.declareRecovered(entry(0, 1));

    CloseReport report = run.opened(5).close();

    assertThat(run.at(0).recoveries()).isEqualTo(BitField.EMPTY);
    assertThat(run.at(0).faults()).isEqualTo(BitField.of(1, 2));
    assertThat(run.fees()).isEqualTo(1);
    assertThat(report.missed()).isEqualTo(BitField.of(0, 1));
    assertThat(report.lost()).isEqualTo(BitField.of(2, 3, 4));
    assertThat(report.faulty()).isEqualTo(BitField.of(1));
  }

  @Test
  void case37WantsDebtsPaidBeforeRecoveries() {
    run.declareFaults(entry(0, 1));
    run.state = run.state.withFeeDebt(MinerRun.BALANCE.add(BigInteger.ONE));

    refuses(
        run.declareRecovered(entry(0, 1)),
        19,
        "unlocked balance can not repay fee debt (1000 < 1001)");
    assertThat(run.declareRecovered(MinerRun.STRANGER, entry(0, 1)).exitCode()).isEqualTo(19);
    run.state = run.state.withFeeDebt(BigInteger.TEN);
    assertThat(run.declareRecovered(entry(0, 1)).exitCode()).isZero();
    assertThat(run.state.balance()).isEqualTo(990);
    assertThat(run.state.feeDebt()).isZero();
    run.state = run.state.withLocked(MinerRun.BALANCE);
    assertThat(run.declareRecovered(entry(0, 1)).exitCode()).isEqualTo(20);
  }

  @Test
  void case38RefusesRecoveriesDuringABan() {
    run.declareFaults(entry(0, 1));
    run.state = run.state.withConsensusFaultElapsed(20);

    assertThat(run.advanceTo(5).declareRecovered(entry(0, 1)).exitCode()).isEqualTo(18);
    assertThat(run.advanceTo(20).declareRecovered(entry(0, 1)).exitCode()).isEqualTo(18);
    assertThat(run.advanceTo(21).declareRecovered(entry(0, 1)).exitCode()).isZero();
  }

  @Test
  void case39RefusesRecoveriesOfStrangersAndLateOnes() {
    run.declareFaults(entry(0, 1));

    assertThat(run.declareRecovered(MinerRun.STRANGER, entry(0, 1)).exitCode()).isEqualTo(18);
    run.advanceTo(run.window().faultCutoff());
    refuses(
        run.declareRecovered(entry(0, 1)),
        16,
        "failed recovery declaration at deadline 5: late fault or recovery declaration");
  }

  @Test
  void case40AppliesAllEntriesOrNone() {
    run.opened(5);
    run.partition(20, PartitionState.EMPTY.add(BitField.of(9), true));
    MinerState before = run.state;

    ActorOutcome refused =
        run.declareFaults(new FaultDeclaration(20, 0, BitField.of(9)), entry(0, 1));

    assertThat(refused.exitCode()).isEqualTo(16);
    assertThat(run.state).isSameAs(before);
  }

  @Test
  void joinsEntriesOfTheSamePartition() {
    assertThat(run.declareFaults(entry(0, 1), entry(1, 3), entry(0, 2)).exitCode()).isZero();

    assertThat(run.deadline().faults()).isEqualTo(BitField.of(1, 2, 3));
  }

  @Test
  void takesDeclaredFaultsPowerAtOnceAndTheirFeeAtTheClose() {
    run.declareFaults(entry(0, 1));

    assertThat(run.claim()).isEqualTo(3);
    assertThat(run.fees()).isZero();
    run.opened(5).post().of(0).of(1).send();
    run.close();
    assertThat(run.fees()).isEqualTo(1);
  }

  private static void refuses(ActorOutcome outcome, int exitCode, String text) {
    assertThat(outcome.text()).isEqualTo(text);
    assertThat(outcome.exitCode()).isEqualTo(exitCode);
  }
}
