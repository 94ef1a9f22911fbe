package io.damocles.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The chain changes its mind while the poster asks it what is to be proven. */
@ExtendWith(Quietly.class)
class PlanningTest {
  /** Every call takes up to so long, so that asking for all of it takes more than an epoch. */
  private static final long SLOW = 8_000;

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void provesTheChallengeOfTheNewChain(boolean newBeacon) throws SQLException {
    List<String> bad = new ArrayList<>();
    for (int half = 0; half < 12; half++) {
      for (int depth : List.of(3, 9)) {
        long millis = half * SimulatedChain.EPOCH_MILLIS / 2 + 3_000;
        Outcome outcome = forked(millis, depth, newBeacon);
        if (outcome.missed() > 0 || !outcome.violations().isEmpty()) {
          bad.add("%d ms after the challenge, %d deep: %s".formatted(millis, depth, outcome));
        }
      }
    }
    assertThat(bad).isEmpty();
  }

  private static Outcome forked(long millis, int depth, boolean newBeacon) throws SQLException {
    try (Scenario scenario = new Scenario()) {
      long challenge = scenario.open(1) - Scenario.RULES.lookback();
      scenario.at(challenge, 0, () -> scenario.around().node().slow(SLOW, 300_000));
      scenario.at(
          challenge,
          millis,
          () -> {
            if (newBeacon) {
              scenario.around().troubles().everywhere("randomness changed", 0, 0);
            }
            scenario.simulation().fork(depth, newBeacon);
          });
      return scenario.run();
    }
  }
}
