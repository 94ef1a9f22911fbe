package io.damocles.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.damocles.devnet.actor.DeadlineRules;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RestartSweepTest {
  private static final long SEED = 3;

  /** One miner whose sectors are all proven in few deadlines, and nothing else that goes wrong. */
  private static Shape shape(boolean messager) {
    return new Shape(DeadlineRules.of(3, 30, 6, 9), 1, 14, 3, 5_000, 30_000, 100, 0, messager);
  }

  @Test
  void losesNothingWhereverTheManagerIsKilled() throws SQLException {
    List<String> violations = new ArrayList<>();
    for (boolean messager : List.of(true, false)) {
      long events = run(messager, Long.MAX_VALUE, violations);
      for (long kill = 1; kill < events; kill += 1 + events / 150) {
        run(messager, kill, violations);
      }
    }
    assertThat(violations).isEmpty();
  }

  private static long run(boolean messager, long kill, List<String> violations)
      throws SQLException {
    try (Simulation simulation = new Simulation(SEED, shape(messager))) {
      simulation.killAt(kill);
      simulation.run();
      for (String violation : simulation.violations()) {
        violations.add("killed at event %d, messager=%s: %s".formatted(kill, messager, violation));
      }
      return simulation.events();
    }
  }
}
