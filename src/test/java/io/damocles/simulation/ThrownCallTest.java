package io.damocles.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What the poster calls throws at it rather than failing later, as a client that is closed or a
 * queue that is full does: nothing may be left waiting for an answer that never comes.
 */
@ExtendWith(Quietly.class)
class ThrownCallTest {
  @ParameterizedTest
  @FieldSource("io.damocles.simulation.SimulatedNode#CALLS")
  @ValueSource(
      strings = {
        "create",
        "of",
        "find",
        "input",
        "output",
        Outages.SECTORS,
        Outages.STORE,
        Outages.BACKGROUND,
        Outages.VERIFIER
      })
  void goesOnAfterACallThatThrows(String call) throws SQLException {
    for (int after : List.of(-9, -5, 0, 5)) {
      try (Scenario scenario = new Scenario()) {
        scenario.at(scenario.open(1) + after, () -> scenario.around().outages().throwNext(call, 3));

        Outcome outcome = scenario.run();
        assertThat(outcome.missed()).as("%s from open%+d", call, after).isZero();
        assertThat(outcome.violations()).as("%s from open%+d", call, after).isEmpty();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"StateGetNetworkParams", Outages.STORE})
  void goesOnAfterACallThatThrowsAtItsStart(String call) throws SQLException {
    try (Scenario scenario = new Scenario()) {
      scenario.at(
          scenario.open(1) - 7,
          () -> {
            scenario.around().outages().throwNext(call, 3);
            scenario.simulation().restart(false, 1_000);
          });

      assertThat(scenario.run()).isEqualTo(Scenario.calm(Scenario.SHAPE));
      assertThat(scenario.around().outages().unused()).isEmpty();
    }
  }
}
