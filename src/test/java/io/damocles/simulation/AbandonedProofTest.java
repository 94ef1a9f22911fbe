package io.damocles.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Where damocles' poster gives a deadline or a finished proof up (spec damocles-manager.md §11.2,
 * weaknesses 1 and 2).
 */
@ExtendWith(Quietly.class)
class AbandonedProofTest {
  /** Weakness 1: and not at the next heads only, which would be too late for a short window. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "StateGetRandomnessFromBeacon",
        "StateMinerPartitions",
        "StateNetworkVersion",
        "StateMinerSectors",
        "StateMinerInfo",
        "StateMinerProvingDeadline",
        Outages.SECTORS
      })
  void asksAgainWhereTheOriginalAbandonsTheDeadline(String what) throws SQLException {
    try (Scenario scenario = new Scenario()) {
      scenario.at(scenario.open(1) - 5, () -> scenario.around().outages().failNext(what, 9));

      assertThat(scenario.run()).isEqualTo(Scenario.calm(Scenario.SHAPE));
      assertThat(scenario.around().outages().unused()).isEmpty();
      assertThat(scenario.proofs(1).get(0).arrived).isLessThanOrEqualTo(scenario.open(1) + 3);
    }
  }

  /** Weakness 2. */
  @ParameterizedTest
  @ValueSource(strings = {"GasEstimateMessageGas", "StateMinerInfo"})
  void keepsAProofWhosePushFailed(String call) throws SQLException {
    try (Scenario scenario = new Scenario()) {
      scenario.at(scenario.open(1), () -> scenario.around().outages().failNext(call, 5));

      assertThat(scenario.run()).isEqualTo(Scenario.calm(Scenario.SHAPE));
      assertThat(scenario.around().outages().unused()).isEmpty();
    }
  }

  /** Weakness 2. */
  @Test
  void keepsAProofWhoseCommitRandomnessFailed() throws SQLException {
    try (Scenario scenario = new Scenario()) {
      scenario.at(
          scenario.open(1),
          () -> scenario.around().outages().failNext("StateGetRandomnessFromTickets", 5));

      assertThat(scenario.run()).isEqualTo(Scenario.calm(Scenario.SHAPE));
      assertThat(scenario.around().outages().unused()).isEmpty();
    }
  }

  /** Weakness 2: the message was stored before, and is sent again as it is. */
  @ParameterizedTest
  @CsvSource({"LOST, true", "LOST, false", "UNHEARD, true", "UNHEARD, false", "DROPPED, false"})
  void sendsTheSameMessageAgainWhosePushIsInDoubt(Mishap mishap, boolean messager)
      throws SQLException {
    Shape shape = Scenario.shape(1, 8, 1, messager);
    try (Scenario scenario = new Scenario(shape)) {
      scenario.at(scenario.open(1), () -> scenario.around().mail().next(mishap));

      assertThat(scenario.run()).isEqualTo(Scenario.calm(shape));
      assertThat(scenario.around().mail().planned()).isZero();
    }
  }

  /**
   * Weakness 2: the messager says FailedMsg, or its nonce was used; neither is the proofs' fault.
   */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void sendsAgainAfterAFailedMessage(boolean messager) throws SQLException {
    Shape shape = Scenario.shape(1, 8, 1, messager);
    try (Scenario scenario = new Scenario(shape)) {
      scenario.at(scenario.open(1), () -> scenario.around().mail().next(Mishap.WASTED));

      assertThat(scenario.run()).isEqualTo(Scenario.calm(shape).plus(0, 1));
    }
  }

  /** Weakness 2: the new chain has not its message, nor has the pool. */
  @Test
  void sendsAgainAfterAReorganisation() throws SQLException {
    try (Scenario scenario = new Scenario()) {
      scenario.at(
          scenario.open(1) + 9,
          () -> {
            Letter letter = scenario.proofs(1).get(0);
            assertThat(letter.landings).hasSize(1);
            letter.waiting = false;
            scenario.simulation().fork(8, false);
          });

      assertThat(scenario.run()).isEqualTo(Scenario.calm(Scenario.SHAPE));
      assertThat(scenario.proofs(1).get(0).landings).hasSize(2);
    }
  }

  /** Weakness 2: the database refuses to store the message that is about to be sent. */
  @Test
  void sendsNothingThatItCouldNotStoreAndTriesAgain() throws SQLException {
    try (Scenario scenario = new Scenario()) {
      scenario.at(
          scenario.open(1),
          () -> scenario.simulation().databaseRefuses(6 * SimulatedChain.EPOCH_MILLIS));

      assertThat(scenario.run()).isEqualTo(Scenario.calm(Scenario.SHAPE));
      assertThat(scenario.proofs(1).get(0).arrived).isGreaterThanOrEqualTo(scenario.open(1) + 6);
    }
  }
}
