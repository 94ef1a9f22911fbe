package io.damocles.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.damocles.chain.HeadChange;
import io.damocles.chain.message.SubmitWindowedPoStParams;
import io.damocles.poster.PosterView;
import io.damocles.simulation.Fate.Kind;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The flow of a deadline (spec damocles-manager.md §9.2 and §9.4), one scenario at a time. */
@ExtendWith(Quietly.class)
class PosterScenariosTest {
  private static final Shape FIVE_PARTITIONS = Scenario.shape(1, 20, 1);
  private static final Shape TWO_MINERS = Scenario.shape(2, 8, 1);

  @Test
  void startsAgainInTheNextPeriod() throws SQLException {
    Outcome two = Scenario.calm(Scenario.shape(1, 8, 2));

    assertThat(two).isEqualTo(new Outcome(8, 0, 8, 4, 0, List.of()));
  }

  @Test
  void handlesTwoOpenDeadlines() throws SQLException {
    try (Scenario scenario = new Scenario()) {
      long slow = (Scenario.RULES.window() - 2) * SimulatedChain.EPOCH_MILLIS;
      List<Integer> runs = new ArrayList<>();
      scenario.at(
          scenario.open(1) - Scenario.RULES.lookback(),
          () -> {
            scenario.around().fates().next(Kind.PROVES, slow);
            scenario.around().fates().next(Kind.PROVES, slow);
          });
      scenario.at(
          scenario.open(2) - 5,
          () -> runs.add(PosterView.mostRuns(Objects.requireNonNull(scenario.manager().poster()))));

      Outcome outcome = scenario.run();
      assertThat(outcome.violations()).isEmpty();
      assertThat(outcome.missed()).isZero();
      assertThat(outcome.proofs()).isEqualTo(Scenario.calm(Scenario.SHAPE).proofs());
      assertThat(runs.get(0)).isGreaterThanOrEqualTo(2);
      assertThat(scenario.proofs(1).get(0).arrived).isGreaterThan(scenario.open(2) - 8);
    }
  }

  @Test
  void provesForSeveralMinersEachInItsOwnWindows() throws SQLException {
    Outcome both = Scenario.calm(TWO_MINERS);

    assertThat(both.missed()).isZero();
    assertThat(both.violations()).isEmpty();
    assertThat(both.partitions()).isEqualTo(2 * Scenario.calm(Scenario.SHAPE).partitions());
    assertThat(both.messages()).isEqualTo(2 * Scenario.calm(Scenario.SHAPE).messages());
  }

  @Test
  void leavesADisabledMinerAlone() throws SQLException {
    try (Scenario scenario = new Scenario(TWO_MINERS)) {
      scenario.configured(
          Scenario.miner(0, Scenario.post(true, 0, 0, 0)),
          Scenario.miner(1, Scenario.post(false, 0, 0, 0)));

      Outcome outcome = scenario.run();
      Outcome alone = Scenario.calm(Scenario.SHAPE);
      assertThat(outcome.proofs()).isEqualTo(alone.proofs());
      assertThat(outcome.messages()).isEqualTo(alone.messages());
      assertThat(scenario.around().ledger().jobs().values())
          .allMatch(job -> job.miner == TWO_MINERS.firstMiner());
    }
  }

  @Test
  void provesForAMinerThatIsEnabledWhileItRuns() throws SQLException {
    try (Scenario scenario = new Scenario()) {
      scenario.configured(Scenario.miner(0, Scenario.post(false, 0, 0, 0)));
      scenario.at(
          scenario.open(1) + 5,
          () -> scenario.configured(Scenario.miner(0, Scenario.post(true, 0, 0, 0))));

      assertThat(scenario.run()).isEqualTo(Scenario.calm(Scenario.SHAPE));
    }
  }

  /** It is too late for a proof when it is enabled again, and must not be for the next deadline. */
  @Test
  void goesOnWithAMinerThatWasTakenOutForAWhile() throws SQLException {
    try (Scenario scenario = new Scenario()) {
      scenario.at(scenario.open(1) - 2, () -> scenario.configured());
      scenario.at(
          scenario.open(1) + 9,
          () -> scenario.configured(Scenario.miner(0, Scenario.post(true, 0, 0, 0))));

      assertThat(scenario.run()).isEqualTo(Scenario.calm(Scenario.SHAPE));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 6, 10})
  void provesNothingTwiceIfTheChainIsTakenBackBelowTheChallenge(int depth) throws SQLException {
    try (Scenario scenario = new Scenario()) {
      scenario.at(scenario.open(1) - 3, () -> scenario.simulation().fork(depth, false));

      assertThat(scenario.run()).isEqualTo(Scenario.calm(Scenario.SHAPE));
    }
  }

  @Test
  void passesOverHeadChangesWithoutANewHead() throws SQLException {
    try (Scenario scenario = new Scenario()) {
      for (long epoch = scenario.open(1) - 9; epoch < scenario.open(2); epoch++) {
        scenario.at(
            epoch,
            () -> {
              SimulatedNode node = scenario.around().node();
              node.tellAll(List.of());
              node.tellAll(List.of(new HeadChange("revert", node.head().tipSet())));
              node.tellAll(List.of(new HeadChange("odd", node.head().tipSet())));
            });
      }

      assertThat(scenario.run()).isEqualTo(Scenario.calm(Scenario.SHAPE));
    }
  }

  @Test
  void catchesUpWithThousandsOfHeadsThatCameWhileTheNodeWasSlow() throws SQLException {
    try (Scenario scenario = new Scenario()) {
      scenario.at(
          scenario.open(1) - 6,
          () -> {
            SimulatedNode node = scenario.around().node();
            node.slow(9_000, 3 * SimulatedChain.EPOCH_MILLIS);
            List<HeadChange> same = List.of(new HeadChange("apply", node.head().tipSet()));
            Collections.nCopies(2_000, same).forEach(node::tellAll);
          });

      assertThat(scenario.run()).isEqualTo(Scenario.calm(Scenario.SHAPE));
    }
  }

  /** So late that no message waits for another proof. */
  @Test
  void catchesUpWhenTheNodeIsBackShortBeforeTheClose() throws SQLException {
    try (Scenario scenario = new Scenario()) {
      long away = 33 * SimulatedChain.EPOCH_MILLIS;
      scenario.at(
          scenario.open(1) - 9,
          () -> {
            scenario.around().troubles().everywhere("node away", away, away);
            scenario.simulation().nodeLeaves(away);
          });

      assertThat(scenario.run()).isEqualTo(Scenario.calm(Scenario.SHAPE).plus(0, 1));
    }
  }

  /**
   * A message that is sent at the window's last head but one can be executed in its last epoch, one
   * that is sent at the last head cannot.
   */
  @ParameterizedTest
  @CsvSource({"3, true", "2, true", "1, false"})
  void sendsNoProofThatCannotLandAnyMore(long epochsBeforeClose, boolean sends)
      throws SQLException {
    try (Scenario scenario = new Scenario()) {
      long window = Scenario.RULES.window();
      long slow = (4 + window - epochsBeforeClose) * SimulatedChain.EPOCH_MILLIS + 12_000;
      scenario.at(
          scenario.open(1) - Scenario.RULES.lookback(),
          () -> {
            scenario.around().troubles().everywhere("slow proofs", slow, 2 * slow);
            scenario.around().fates().next(Kind.PROVES, slow);
            scenario.around().fates().next(Kind.PROVES, slow);
          });
      long head = scenario.open(1) + window - epochsBeforeClose;

      assertThat(scenario.run().violations()).isEmpty();
      assertThat(scenario.proofs(1)).allMatch(one -> one.arrived == head);
      assertThat(scenario.proofs(1).isEmpty()).isEqualTo(!sends);
    }
  }

  /**
   * The last two have sectors that lie between each other's, so that nothing merges their proofs.
   */
  @ParameterizedTest
  @CsvSource({"1, '1 1 1 1 1'", "2, '1 2 2'", "3, '1 1 3'", "0, '1 1 3'", "9, '1 1 3'"})
  void putsSoManyPartitionsIntoAMessage(long most, String sizes) throws SQLException {
    try (Scenario scenario = new Scenario(FIVE_PARTITIONS)) {
      scenario.configured(Scenario.miner(0, Scenario.post(true, 0, most, 0)));

      Outcome outcome = scenario.run();
      assertThat(outcome.missed()).isZero();
      assertThat(outcome.violations()).isEmpty();
      assertThat(scenario.proofs(1).stream().map(PosterScenariosTest::partitions).sorted())
          .map(String::valueOf)
          .isEqualTo(List.of(sizes.split(" ")));
    }
  }

  private static int partitions(Letter letter) {
    return SubmitWindowedPoStParams.decode(Objects.requireNonNull(letter.message().params()))
        .partitions()
        .size();
  }

  @Test
  void leavesAPartitionToSomebodyElseWhoProvedIt() throws SQLException {
    try (Scenario scenario = new Scenario()) {
      scenario.at(scenario.open(1), () -> scenario.simulation().strangerProves(0));

      Outcome outcome = scenario.run();
      assertThat(outcome.missed()).isZero();
      assertThat(outcome.proofs()).isEqualTo(Scenario.calm(Scenario.SHAPE).proofs());
    }
  }
}
