package io.damocles.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An operator configures a messager, or takes it away, while a message is on its way. */
@ExtendWith(Quietly.class)
class MessagePathTest {
  @ParameterizedTest
  @CsvSource({
    "true, SLOW",
    "false, SLOW",
    "true, DROPPED",
    "false, DROPPED",
    "true, LOST",
    "false, LOST",
    "true, UNHEARD",
    "false, UNHEARD",
    "true, WASTED",
    "false, WASTED"
  })
  void provesAllThoughMessagesGoAnotherWayAfterTheRestart(boolean toMessager, Mishap mishap)
      throws SQLException {
    Shape shape = Scenario.shape(1, 8, 1, !toMessager);
    for (int after = 0; after < 6; after++) {
      try (Scenario scenario = new Scenario(shape)) {
        scenario.at(scenario.open(1), () -> scenario.around().mail().next(mishap));
        scenario.at(
            scenario.open(1) + after,
            25_000,
            () -> {
              scenario.manager().sendsThroughMessager(toMessager);
              scenario.simulation().restart(false, 1_000);
            });

        Outcome outcome = scenario.run();
        assertThat(outcome.missed()).as("restarted at open%+d", after).isZero();
        assertThat(outcome.proofs()).isEqualTo(Scenario.calm(shape).proofs());
        assertThat(outcome.violations())
            .as("restarted at open%+d", after)
            .allMatch(line -> line.contains("already proven"));
        assertThat(scenario.proofs(1)).hasSizeLessThanOrEqualTo(5);
      }
    }
  }
}
