package io.damocles.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.damocles.chain.BitField;
import io.damocles.chain.Partition;
import io.damocles.chain.message.DeclareFaultsRecoveredParams;
import io.damocles.chain.message.FaultDeclaration;
import io.damocles.devnet.actor.MinerView;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * One sector of each of a deadline's five partitions cannot be read for a period, and is recovered
 * afterwards (spec damocles-manager.md §3.8).
 */
@ExtendWith(Quietly.class)
class RecoveryScenariosTest {
  private static final Shape SHAPE = Scenario.shape(1, 20, 4);
  private static final int DEADLINE = 1;
  private static final long SICK = 5;

  private static Scenario sick(long recoverLimit, long perRecovery) throws SQLException {
    return sick(SHAPE, recoverLimit, perRecovery);
  }

  private static Scenario sick(Shape shape, long recoverLimit, long perRecovery)
      throws SQLException {
    Scenario scenario = new Scenario(shape);
    scenario.configured(Scenario.miner(0, Scenario.post(true, recoverLimit, 0, perRecovery)));
    long from = scenario.open(1) - Scenario.RULES.lookback();
    for (Partition partition : partitions(scenario)) {
      long sector = partition.allSectors().stream().min().orElseThrow();
      scenario.around().health().sicken(sector, from, from + Scenario.RULES.window());
    }
    return scenario;
  }

  /** Those of the deadline that opens at {@code open(1)}. */
  private static List<Partition> partitions(Scenario scenario) {
    return new MinerView(scenario.around().chain().head().after().get(0)).partitions(DEADLINE - 1);
  }

  private static BitField faulty(Scenario scenario) {
    BitField faulty = BitField.EMPTY;
    for (Partition partition : partitions(scenario)) {
      faulty = faulty.plus(partition.faultySectors());
    }
    return faulty;
  }

  private static List<List<FaultDeclaration>> declared(Scenario scenario) {
    return scenario.letters(DeclareFaultsRecoveredParams.METHOD).stream()
        .map(letter -> Objects.requireNonNull(letter.message().params()))
        .map(params -> DeclareFaultsRecoveredParams.decode(params).recoveries())
        .toList();
  }

  @Test
  void skipsWhatCannotBeReadAndRecoversItTwoDeadlinesAhead() throws SQLException {
    try (Scenario scenario = sick(0, 0)) {
      scenario.at(scenario.open(2), () -> assertThat(faulty(scenario).count()).isEqualTo(SICK));
      long again = scenario.open(1) + Scenario.RULES.period();

      Outcome outcome = scenario.run();
      assertThat(outcome.missed()).isZero();
      assertThat(outcome.violations()).isEmpty();
      assertThat(outcome.proofs()).isEqualTo(Scenario.calm(SHAPE).proofs());
      assertThat(declared(scenario)).map(List::size).containsExactly((int) SICK);
      assertThat(scenario.letters(DeclareFaultsRecoveredParams.METHOD).get(0).arrived)
          .isLessThan(again - 2 * Scenario.RULES.window());
      assertThat(faulty(scenario)).isEqualTo(BitField.EMPTY);
    }
  }

  @ParameterizedTest
  @CsvSource({"1, 5", "2, 3", "5, 1", "9, 1"})
  void declaresSoManyPartitionsInAMessage(long most, int messages) throws SQLException {
    try (Scenario scenario = sick(0, most)) {
      Outcome outcome = scenario.run();

      assertThat(outcome.violations()).isEmpty();
      assertThat(declared(scenario)).hasSize(messages).allMatch(one -> one.size() <= most);
      assertThat(faulty(scenario)).isEqualTo(BitField.EMPTY);
    }
  }

  @Test
  void declaresNoMoreSectorsThanTheLimitInAPeriod() throws SQLException {
    try (Scenario scenario = sick(2, 0)) {
      Outcome outcome = scenario.run();

      assertThat(outcome.violations()).isEmpty();
      assertThat(declared(scenario)).hasSize(3);
      assertThat(declared(scenario)).map(List::size).containsExactly(2, 2, 1);
    }
  }

  @Test
  void makesADeclarationAgainThatTheMessagerGaveUp() throws SQLException {
    try (Scenario scenario = sick(Scenario.shape(1, 20, 4, true), 0, 0)) {
      long two = scenario.open(1) + Scenario.RULES.period() - 2 * Scenario.RULES.window();
      scenario.at(
          two - Scenario.RULES.lookback(), () -> scenario.around().mail().next(Mishap.WASTED));

      assertThat(scenario.run().recoveries()).isEqualTo(2);
      assertThat(faulty(scenario)).isEqualTo(BitField.EMPTY);
    }
  }

  @ParameterizedTest
  @EnumSource
  void makesADeclarationAgainThatCameToNothing(Mishap mishap) throws SQLException {
    try (Scenario scenario = sick(0, 0)) {
      long two = scenario.open(1) + Scenario.RULES.period() - 2 * Scenario.RULES.window();
      scenario.at(two - Scenario.RULES.lookback(), () -> scenario.around().mail().next(mishap));

      Outcome outcome = scenario.run();
      assertThat(outcome.violations()).isEmpty();
      assertThat(scenario.around().mail().planned()).isZero();
      assertThat(outcome.recoveries()).isEqualTo(mishap == Mishap.WASTED ? 2 : 1);
      assertThat(faulty(scenario)).isEqualTo(BitField.EMPTY);
    }
  }
}
