package io.damocles.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.damocles.devnet.actor.DeadlineRules;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A node that does not answer one of its calls. */
@ExtendWith(Quietly.class)
class HungCallTest {
  private static final long SEED = 3;

  /**
   * One miner whose sectors are all proven by one slow worker, the last of them after the first
   * message.
   */
  private static final Shape SHAPE =
      new Shape(DeadlineRules.of(3, 30, 6, 9), 1, 14, 1, 100_000, 150_000, 100, 0, false);

  private static final Shape TWO_MINERS = Scenario.shape(2, 8, 1);

  @Test
  void sendsAllProofsThoughNobodySaysWhatBecameOfTheFirstMessage() throws SQLException {
    try (Simulation simulation = new Simulation(SEED, SHAPE)) {
      simulation.hang("StateSearchMsg");

      simulation.run();

      assertThat(simulation.expectations().partitions()).isPositive();
      assertThat(simulation.expectations().missed()).isZero();
    }
  }

  /** A caller gives up after 90 s, however short the call; that is three epochs. */
  @ParameterizedTest
  @FieldSource("io.damocles.simulation.SimulatedNode#CALLS")
  void provesAllInTimeWhicheverCallHangsForSixEpochs(String call) throws SQLException {
    List<String> bad = new ArrayList<>();
    for (int after = -Math.toIntExact(Scenario.RULES.lookback()); after < 12; after++) {
      try (Scenario scenario = new Scenario()) {
        scenario.at(
            scenario.open(1) + after,
            () -> scenario.around().node().hang(call, 6 * SimulatedChain.EPOCH_MILLIS));

        Outcome outcome = scenario.run();
        if (outcome.missed() > 0 || !outcome.violations().isEmpty()) {
          bad.add("from open%+d: %s".formatted(after, outcome));
        }
      }
    }
    assertThat(bad).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "StateMinerProvingDeadline",
        "StateMinerInfo",
        "StateMinerPartitions",
        "StateMinerSectors"
      })
  void provesForOneMinerThoughACallForAnotherOneHangsForEver(String call) throws SQLException {
    try (Scenario scenario = new Scenario(TWO_MINERS)) {
      scenario.simulation().hang(call + " f01001");

      Outcome outcome = scenario.run();
      assertThat(outcome.violations()).isNotEmpty().allMatch(line -> line.contains("f01001"));
    }
  }

  /** What is proven is not needed to send: the estimate refuses what is. */
  @Test
  void provesThoughTheNodeNeverTellsWhatIsProven() throws SQLException {
    try (Scenario scenario = new Scenario(TWO_MINERS)) {
      scenario.simulation().hang("StateMinerDeadlines f01001");

      assertThat(scenario.run().violations()).isEmpty();
    }
  }
}
