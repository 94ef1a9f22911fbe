package io.damocles.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.damocles.chain.message.DeclareFaultsRecoveredParams;
import io.damocles.job.sql.Sql;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One part around the poster is broken for a whole window: proofs get on chain all the same. */
@ExtendWith(Quietly.class)
class PosterOutagesTest {
  private static final int FOR_EVER = Integer.MAX_VALUE / 2;
  private static final String DEADLINES = "StateMinerDeadlines";

  private static void breakDown(Scenario scenario, String call, boolean hangs) {
    if (hangs) {
      scenario.around().node().hang(call);
    } else {
      scenario.around().outages().failNext(call, FOR_EVER);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void sendsThoughTheChainDoesNotSayWhatIsProven(boolean hangs) throws SQLException {
    try (Scenario scenario = new Scenario()) {
      scenario.at(scenario.open(1) - 2, () -> breakDown(scenario, DEADLINES, hangs));

      assertThat(scenario.run()).isEqualTo(Scenario.calm(Scenario.SHAPE));
      assertThat(scenario.proofs(1).get(0).arrived).isLessThanOrEqualTo(scenario.open(1) + 4);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void plansAfterTheOpeningThoughTheChainDoesNotSayWhatIsProven(boolean hangs) throws SQLException {
    try (Scenario scenario = new Scenario()) {
      scenario.configured(Scenario.miner(0, Scenario.post(false, 0, 0, 0)));
      scenario.at(
          scenario.open(1) + 5,
          () -> {
            breakDown(scenario, DEADLINES, hangs);
            scenario.configured(Scenario.miner(0, Scenario.post(true, 0, 0, 0)));
          });

      assertThat(scenario.run()).isEqualTo(Scenario.calm(Scenario.SHAPE));
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void beginsTheNextDeadlinesThoughTheChainDoesNotSayWhichItIs(boolean hangs) throws SQLException {
    try (Scenario scenario = new Scenario()) {
      scenario.at(5, () -> breakDown(scenario, "StateMinerProvingDeadline", hangs));

      assertThat(scenario.run()).isEqualTo(Scenario.calm(Scenario.SHAPE));
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void sendsThoughTheChallengeCannotBeLookedUpAgain(boolean hangs) throws SQLException {
    try (Scenario scenario = new Scenario()) {
      scenario.at(
          scenario.open(2) - 1, () -> breakDown(scenario, "StateGetRandomnessFromBeacon", hangs));

      assertThat(scenario.run()).isEqualTo(Scenario.calm(Scenario.SHAPE));
    }
  }

  /** Nobody says that the other one's proof is there but the refusal of our own. */
  @Test
  void takesTheNodesWordThatAPartitionIsProven() throws SQLException {
    try (Scenario scenario = new Scenario()) {
      scenario.at(
          scenario.open(1),
          () -> {
            breakDown(scenario, DEADLINES, false);
            assertThat(scenario.simulation().strangerProves(0)).isTrue();
          });

      Outcome outcome = scenario.run();
      assertThat(outcome.missed()).isZero();
      assertThat(outcome.violations()).isEmpty();
      assertThat(scenario.proofs(1)).hasSize(1);
      assertThat(scenario.simulation().told().toString().split("refused: 16", -1).length - 1)
          .isBetween(1, 9);
    }
  }

  @Test
  void sendsWhatCannotBeStoredWhenTheDeadlineNearsItsClose() throws SQLException {
    try (Scenario scenario = new Scenario();
        LogAppender log = new LogAppender(scenario.simulation().told())) {
      log.setName("errors");
      List<Integer> stored = new ArrayList<>();
      scenario.at(scenario.open(1) - 1, () -> refuseWrites(scenario, 31));
      scenario.at(scenario.open(1) + 31, () -> stored.add(messages(scenario)));

      assertThat(scenario.run()).isEqualTo(Scenario.calm(Scenario.SHAPE));
      assertThat(scenario.proofs(1).get(0).arrived)
          .isBetween(scenario.open(1) + 20, scenario.open(1) + 22);
      assertThat(stored).containsExactly(1);
      assertThat(scenario.simulation().told().toString().split("ERROR [^\n]*without", -1))
          .hasSize(2);
    }
  }

  @Test
  void proofsThatWereSentUnstoredAreNotSentTwiceAfterACrash() throws SQLException {
    try (Scenario scenario = new Scenario()) {
      scenario.at(scenario.open(1) - 1, () -> refuseWrites(scenario, 25));
      scenario.at(scenario.open(1) + 22, () -> scenario.simulation().restart(false, 1_000));

      assertThat(scenario.run()).isEqualTo(Scenario.calm(Scenario.SHAPE));
    }
  }

  private static void refuseWrites(Scenario scenario, long epochs) {
    scenario.simulation().databaseRefuses(epochs * SimulatedChain.EPOCH_MILLIS);
  }

  private static int messages(Scenario scenario) throws SQLException {
    return new Sql(scenario.manager().connection())
        .first("SELECT COUNT(*) FROM post_message", row -> row.getInt(1))
        .orElse(0);
  }

  /** The answer about an older chain comes after the newer one's challenge was adopted. */
  @Test
  void keepsTheNewChallengeWhenALateAnswerTellsTheOldOne() throws SQLException {
    try (Scenario scenario = new Scenario()) {
      scenario.at(
          scenario.open(1) - 2,
          15_000,
          () -> {
            scenario.around().node().delay("StateGetRandomnessFromBeacon", 4_000);
            scenario.simulation().fork(1, false);
          });
      scenario.at(
          scenario.open(1) - 2,
          16_000,
          () -> {
            scenario.around().node().delay("StateGetRandomnessFromBeacon", 0);
            scenario.around().troubles().everywhere("randomness changed", 0, 0);
            scenario.simulation().fork(9, true);
          });

      assertThat(scenario.run()).isEqualTo(Scenario.calm(Scenario.SHAPE).plus(2, 0));
    }
  }

  @Test
  void declaresRefusedRecoveriesAgainAFewTimesAndThenNoMore() throws SQLException {
    try (Scenario scenario = new Scenario(Scenario.shape(1, 20, 2));
        LogAppender log = new LogAppender(scenario.simulation().told())) {
      log.setName("refusals");
      long from = scenario.open(1) - Scenario.RULES.lookback();
      scenario.around().health().sicken(1, from, from + Scenario.RULES.window());
      scenario.around().mail().wasteAll(DeclareFaultsRecoveredParams.METHOD);

      Outcome outcome = scenario.run();
      assertThat(outcome.missed()).isZero();
      assertThat(outcome.recoveries()).as("in two periods").isEqualTo(2 * 5);
      assertThat(scenario.simulation().told().toString().split("ERROR Recovering", -1))
          .as("parts between two errors")
          .hasSize(3);
    }
  }

  /** What was begun costs nothing more to send, and not sending it would cost power. */
  @Test
  void stillSendsWhatWasBegunForAMinerThatIsDisabled() throws SQLException {
    try (Scenario scenario = new Scenario()) {
      scenario.at(
          scenario.open(2) - 1,
          () -> scenario.configured(Scenario.miner(0, Scenario.post(false, 0, 0, 0))));

      assertThat(scenario.run()).isEqualTo(Scenario.calm(Scenario.SHAPE));
    }
  }
}
