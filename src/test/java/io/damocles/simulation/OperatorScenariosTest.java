package io.damocles.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.damocles.simulation.Fate.Kind;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An operator removes or resets the poster's jobs while their deadline is open. */
@ExtendWith(Quietly.class)
class OperatorScenariosTest {
  @ParameterizedTest
  @ValueSource(longs = {-4, -1, 1})
  void makesARemovedJobAgain(long epochsAfterOpen) throws SQLException {
    try (Scenario scenario = new Scenario()) {
      long epoch = scenario.open(1) + epochsAfterOpen;
      operate(scenario, true, epoch);
      List<Boolean> soon = new ArrayList<>();
      scenario.at(epoch, 9_000, () -> soon.add(scenario.around().ledger().current() != null));

      assertThat(scenario.run()).isEqualTo(Scenario.calm(Scenario.SHAPE).plus(1, 0));
      assertThat(soon).containsExactly(true);
    }
  }

  /** Unless a reorganisation takes it back later. */
  @Test
  void makesARemovedJobAgainOnceItsProofIsNoLongerOnChain() throws SQLException {
    try (Scenario scenario = new Scenario()) {
      operate(scenario, true, scenario.open(1) + 9);
      scenario.at(
          scenario.open(1) + 11,
          () -> {
            scenario.proofs(1).forEach(letter -> letter.lost = true);
            scenario.simulation().fork(10, false);
          });

      Outcome outcome = scenario.run();
      assertThat(outcome.missed()).isZero();
      assertThat(outcome.violations()).isEmpty();
      assertThat(outcome.proofs()).isEqualTo(Scenario.calm(Scenario.SHAPE).proofs() + 1);
    }
  }

  @Test
  void doesNotMakeAJobAgainThatWasRemovedAfterItsProofIsOnChain() throws SQLException {
    try (Scenario scenario = new Scenario()) {
      operate(scenario, true, scenario.open(1) + 9);

      assertThat(scenario.run()).isEqualTo(Scenario.calm(Scenario.SHAPE));
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {-4, -1, 1, 9})
  void sendsAResetJobsNewProof(long epochsAfterOpen) throws SQLException {
    try (Scenario scenario = new Scenario()) {
      operate(scenario, false, scenario.open(1) + epochsAfterOpen);

      assertThat(scenario.run()).isEqualTo(Scenario.calm(Scenario.SHAPE).plus(1, 0));
    }
  }

  @Test
  void sendsNoProofOfAJobThatWasResetAfterItWasProven() throws SQLException {
    try (Scenario scenario = new Scenario()) {
      operate(scenario, false, scenario.open(1) - 1);
      scenario.at(
          scenario.open(1) - 1,
          0,
          () -> scenario.around().fates().next(Kind.PROVES, 6 * SimulatedChain.EPOCH_MILLIS));

      Outcome outcome = scenario.run();
      assertThat(outcome).isEqualTo(Scenario.calm(Scenario.SHAPE).plus(1, 0));
      assertThat(scenario.proofs(1)).allMatch(one -> one.arrived >= scenario.open(1) + 5);
    }
  }

  /** The youngest job, in the first millisecond in which a worker has it. */
  private static void operate(Scenario scenario, boolean removes, long epoch) {
    scenario.at(
        epoch,
        8_000,
        () -> {
          scenario.around().troubles().everywhere("operator removes", 0, 0);
          assertThat(scenario.simulation().operator(removes)).isTrue();
        });
  }
}
