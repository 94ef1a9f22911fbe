package io.damocles.devnet.actor;

import static io.damocles.devnet.actor.MinerRun.entry;
import static org.assertj.core.api.Assertions.assertThat;

import io.damocles.chain.BitField;
import io.damocles.chain.SectorOnChainInfo;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How sectors end; the numbers are the rows of actor.md, section 11. */
class TerminationTest {
  private final MinerRun run = MinerRun.verifying().twoPartitions();

  @Test
  void case43TerminatesSectorsInMutableDeadlinesOnly() {
    long open = run.window().open();

    run.advanceTo(open - 60);
    ActorOutcome next = run.terminate(entry(0, 1));
    assertThat(next.exitCode()).isEqualTo(16);
    assertThat(next.text()).isEqualTo("cannot terminate sectors in immutable deadline 5");
    assertThat(run.advanceTo(open + 5).terminate(entry(0, 1)).exitCode()).isEqualTo(16);
    run.post().of(0).of(1).send();
    run.close();
    assertThat(run.terminate(entry(0, 1)).exitCode()).isZero();
    assertThat(run.claim()).isEqualTo(3);
    assertThat(run.at(0).live()).isEqualTo(BitField.of(2));
    ActorOutcome dead = run.terminate(entry(0, 1));
    assertThat(dead.exitCode()).isEqualTo(16);
    assertThat(dead.text()).isEqualTo("can only terminate live sectors");
  }

  @Test
  void case44TerminatesASectorThatWasFaultyForFortyTwoPeriods() {
    run.opened(5).post().of(0, 2).of(1).send();
    for (int period = 1; period <= 42; period++) {
      assertThat(run.at(0).faults()).isEqualTo(BitField.of(2));
      run.opened(5).post().of(0).of(1).send();
    }

    assertThat(run.at(0).faults()).isEqualTo(BitField.of(2));
    CloseReport report = run.close();

    assertThat(report.terminated()).isEqualTo(BitField.of(2));
    assertThat(run.at(0).live()).isEqualTo(BitField.of(1));
    assertThat(run.at(0).sectors()).isEqualTo(BitField.of(1, 2));
    assertThat(run.at(0).terminated()).isEqualTo(BitField.of(2));
    assertThat(run.claim()).isEqualTo(3);
    assertThat(run.fees()).isEqualTo(43);
  }

  @Test
  void forgetsTheAgeOfAFaultThatRecovered() {
    run.declareFaults(entry(0, 2));
    assertThat(run.at(0).early()).hasSize(1);
    run.declareRecovered(entry(0, 2));

    run.opened(5).post().of(0).of(1).send();

    assertThat(run.at(0).early()).isEmpty();
  }

  @Test
  void terminatesASectorAtTheFirstCloseFromItsExpirationOn() {
    MinerState bare = MinerRun.verifying().state;
    long due = bare.nextWindow(0, 0).last() + 2880;
    List<SectorOnChainInfo> sectors = List.of(MinerRun.sector(1, due), MinerRun.sector(2, due + 1));
    MinerRun aged = new MinerRun(bare.withGenesisSectors(sectors, 0));

    assertThat(prove(aged).terminated()).isEqualTo(BitField.EMPTY);
    assertThat(prove(aged).terminated()).isEqualTo(BitField.of(1));
    assertThat(aged.epoch).isEqualTo(due + 1);
    assertThat(aged.claim()).isEqualTo(1);
    assertThat(prove(aged).terminated()).isEqualTo(BitField.of(2));
    assertThat(aged.claim()).isZero();
    assertThat(aged.state.cron().active()).isFalse();
  }

  private static CloseReport prove(MinerRun run) {
    run.advanceTo(run.state.nextWindow(0, run.epoch).open() + 5);
    assertThat(run.post().deadline(0).of(0).exitCode()).isZero();
    return run.close();
  }
}
