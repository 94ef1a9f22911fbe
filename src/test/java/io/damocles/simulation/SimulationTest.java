package io.damocles.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class SimulationTest {

  @Test
  void bringsEveryPartitionOnChainInTimeWhateverGoesWrong() throws SQLException {
    for (long seed = 1; seed <= 20; seed++) {
      check(seed);
    }
  }

  @Test
  void provesAWholePeriod() throws SQLException {
    check(100);
  }

  private static void check(long seed) throws SQLException {
    try (Simulation simulation = new Simulation(seed, Shape.of(seed))) {
      long start = System.nanoTime();
      simulation.run();
      System.err.println(
          "seed "
              + seed
              + " accepted "
              + simulation.accepted()
              + " events "
              + simulation.events()
              + " ms "
              + (System.nanoTime() - start) / 1_000_000);
      assertThat(simulation.violations()).as("seed %d\n%s", seed, simulation.story()).isEmpty();
    }
  }
}
