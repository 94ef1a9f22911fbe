package io.damocles.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.damocles.devnet.actor.DeadlineRules;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class HungCallTest {
  private static final long SEED = 3;

  /**
   * One miner whose sectors are all proven by one slow worker, the last of them after the first
   * message.
   */
  private static final Shape SHAPE =
      new Shape(DeadlineRules.of(3, 30, 6, 9), 1, 14, 1, 100_000, 150_000, 100, 0, false);

  @Test
  void sendsAllProofsThoughNobodySaysWhatBecameOfTheFirstMessage() throws SQLException {
    try (Simulation simulation = new Simulation(SEED, SHAPE)) {
      simulation.hang("StateSearchMsg");

      simulation.run();

      assertThat(simulation.expectations().partitions()).isPositive();
      assertThat(simulation.expectations().missed()).isZero();
    }
  }
}
