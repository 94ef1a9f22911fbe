package io.damocles.devnet.actor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** The vectors of actor.md, section 2. */
class ProvingCalendarTest {
  private static final DeadlineRules RULES = DeadlineRules.mainnet();

  @Test
  void drawsTheOffsetFromTheMinerAndTheEpochOfItsCreation() {
    assertThat(ProvingCalendar.offset(1000, 0, RULES)).isEqualTo(658);
    assertThat(ProvingCalendar.offset(1000, 10, RULES)).isEqualTo(1730);
    assertThat(ProvingCalendar.offset(1001, 123, RULES)).isEqualTo(2513);
  }

  @Test
  void startsTheFirstPeriodBeforeTheChain() {
    assertThat(ProvingCalendar.periodStart(658, 0, RULES)).isEqualTo(-2222);
    assertThat(ProvingCalendar.periodStart(658, 657, RULES)).isEqualTo(-2222);
    assertThat(ProvingCalendar.periodStart(658, 658, RULES)).isEqualTo(658);
    assertThat(ProvingCalendar.current(658, 0, RULES).index()).isEqualTo(37);
  }

  @Test
  void placesADeadlinesEpochs() {
    DeadlineWindow window = new DeadlineWindow(RULES, 1000, 2, 1130);

    assertThat(window.open()).isEqualTo(1120);
    assertThat(window.close()).isEqualTo(1180);
    assertThat(window.last()).isEqualTo(1179);
    assertThat(window.challenge()).isEqualTo(1100);
    assertThat(window.faultCutoff()).isEqualTo(1050);
    assertThat(window.nextNotElapsed()).isEqualTo(window);
  }

  @Test
  void givesADeadlinePastTheLastNoLength() {
    DeadlineWindow window = new DeadlineWindow(RULES, 1000, 48, 1130);

    assertThat(List.of(window.open(), window.close(), window.challenge()))
        .containsOnly(1000L + 2880);
    assertThat(window.faultCutoff()).isZero();
  }

  @Test
  void goesOnToTheNextPeriodWhenADeadlineHasElapsed() {
    assertThat(new DeadlineWindow(RULES, 0, 0, 60).nextNotElapsed().open()).isEqualTo(2880);
    assertThat(new DeadlineWindow(RULES, 0, 0, 2939).nextNotElapsed().open()).isEqualTo(2880);
    assertThat(new DeadlineWindow(RULES, 0, 0, 2940).nextNotElapsed().open()).isEqualTo(5760);
    assertThat(new DeadlineWindow(RULES, -5760, 1, 130).nextNotElapsed().open()).isEqualTo(2940);
  }

  @Test
  void keepsTheOpenAndTheNextDeadlineFromChanges() {
    for (long epoch = 3000; epoch < 3000 + 2880; epoch += 59) {
      long now = epoch;
      long current = ProvingCalendar.current(658, epoch, RULES).index();
      long start = ProvingCalendar.periodStart(658, epoch, RULES);

      long[] fixed =
          LongStream.range(0, 48)
              .filter(
                  index -> !new DeadlineWindow(RULES, start, index, now).nextNotElapsed().mutable())
              .toArray();

      assertThat(fixed).containsExactlyInAnyOrder(current, (current + 1) % 48);
    }
  }

  @Test
  void answersAsANodeWithTheStoredDeadline() {
    MinerRun run = MinerRun.verifying().twoPartitions().opened(59);
    MinerView before = new MinerView(run.state);
    assertThat(before.provingDeadline(run.epoch).index()).isEqualTo(5);

    run.close();

    assertThat(new MinerView(run.state).provingDeadline(run.epoch - 1).index()).isEqualTo(6);
    MinerView asleep = new MinerView(MinerRun.verifying().state);
    assertThat(asleep.provingDeadline(0).index()).isEqualTo(37);
    assertThat(asleep.provingDeadline(100).index()).isEqualTo(37);
    assertThat(asleep.provingDeadline(100).open()).isEqualTo(-2 + 2880);
  }

  @Test
  void movesThePeriodStartAfterTheLastDeadline() {
    MinerRun run = MinerRun.verifying().twoPartitions();

    run.advanceTo(658);

    assertThat(run.state.cron().periodStart()).isEqualTo(658);
    assertThat(run.state.cron().deadline()).isZero();
  }

  @Test
  void namesRulesThatCannotBe() {
    assertThatThrownBy(() -> DeadlineRules.of(2, 60, 20, 70))
        .hasMessage("the number of deadlines is 2, expected at least 3");
    assertThatThrownBy(() -> DeadlineRules.of(4, 10, 5, 5))
        .hasMessage("the fault cutoff is 5, expected more than the challenge look-back of 5");
    assertThatThrownBy(() -> DeadlineRules.of(4, 10, 5, 30))
        .hasMessageStartingWith("the fault cutoff is 30, expected less than 30");
    assertThatThrownBy(() -> new DeadlineRules(4, 10, 5, 8, 20, 400))
        .hasMessage("the dispute window is 20, expected 0 to 19");
    assertThatThrownBy(() -> new DeadlineRules(4, 10, 5, 8, 19, 39))
        .hasMessage("the fault max age is 39, expected at least a proving period of 40");
    assertThat(DeadlineRules.of(48, 60, 20, 70)).isEqualTo(RULES);
  }
}
