package io.damocles.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.damocles.chain.Partition;
import io.damocles.simulation.Fate.Kind;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The weaknesses of damocles' poster (spec damocles-manager.md §11.2; each test names its own), one
 * at a time in a world where all else goes well. The first two are those of {@link
 * AbandonedProofTest}.
 */
@ExtendWith(Quietly.class)
class PosterWeaknessesTest {
  private static final Shape ONE_PARTITION = Scenario.shape(1, 4, 1);

  /** Ten partitions, which its one worker proves one after the other, each in 20 s. */
  private static final Shape ONE_WORKER =
      new Shape(
          Scenario.RULES, 1, 20, 1, 20_000, 20_001, Scenario.shape(1, 20, 1).epochs(), 0, false);

  /** Weakness 3: the original proves the old randomness for ever. */
  @Test
  void adoptsChangedRandomness() throws SQLException {
    try (Scenario scenario = new Scenario()) {
      scenario.at(
          scenario.open(1) - 1,
          () -> {
            scenario.around().troubles().everywhere("randomness changed", 0, 0);
            scenario.simulation().fork(9, true);
          });

      assertThat(scenario.run()).isEqualTo(Scenario.calm(Scenario.SHAPE).plus(2, 0));
    }
  }

  /** Weakness 4. */
  @Test
  void resetsAJobWhoseProofDoesNotVerify() throws SQLException {
    try (Scenario scenario = new Scenario(ONE_PARTITION)) {
      scenario.at(
          scenario.open(1), () -> scenario.around().outages().failNext(Outages.VERIFIER, 1));

      Outcome calm = Scenario.calm(ONE_PARTITION).plus(1, 0);
      assertThat(scenario.run())
          .usingRecursiveComparison()
          .ignoringFields("violations")
          .isEqualTo(calm);
      assertThat(scenario.simulation().violations())
          .singleElement()
          .asString()
          .endsWith("was reset although it was proven");
    }
  }

  /** Weakness 4: a verifier that is wrong for long must not keep the workers busy for nothing. */
  @Test
  void provesAnewAtLongerAndLongerTimesWhileNothingVerifies() throws SQLException {
    try (Scenario scenario = new Scenario(ONE_PARTITION)) {
      scenario.at(
          scenario.open(1), () -> scenario.around().outages().failNext(Outages.VERIFIER, 12));

      Outcome outcome = scenario.run();
      assertThat(outcome.missed()).isZero();
      assertThat(outcome.proofs()).isEqualTo(Scenario.calm(ONE_PARTITION).proofs() + 12);
      assertThat(scenario.proofs(1).get(0).arrived).isGreaterThan(scenario.open(1) + 9);
    }
  }

  /** Weakness 4: one wrong proof among merged ones spoils the others' message. */
  @Test
  void sendsProofsOneByOneOfWhichOneDoesNotVerify() throws SQLException {
    try (Scenario scenario = new Scenario()) {
      scenario.at(
          scenario.open(1), () -> scenario.around().outages().failNext(Outages.VERIFIER, 1));

      assertThat(scenario.run()).isEqualTo(Scenario.calm(Scenario.SHAPE).plus(0, 1));
    }
  }

  /** Weakness 5: one more than a job's attempts. */
  @ParameterizedTest
  @CsvSource({"FAILS, 6", "LIES, 6", "DIES, 6", "SILENT, 1"})
  void triesAgainAfterAWorkersErrorWithoutFaults(Kind kind, int times) throws SQLException {
    try (Scenario scenario = new Scenario(ONE_PARTITION)) {
      scenario.at(
          challenge(scenario),
          () -> {
            for (int i = 0; i < times; i++) {
              scenario.around().fates().next(kind, kind == Kind.SILENT ? 60_000 : 1_000);
            }
          });

      assertThat(scenario.run()).isEqualTo(Scenario.calm(ONE_PARTITION).plus(times, 0));
    }
  }

  /** Weakness 6. */
  @Test
  void spendsNoProofOnADeadlineThatClosed() throws SQLException {
    try (Scenario scenario = new Scenario()) {
      long away = 70 * SimulatedChain.EPOCH_MILLIS;
      scenario.at(
          challenge(scenario),
          () -> {
            scenario.around().troubles().everywhere("workers away", away, away);
            for (int i = 0; i < Scenario.SHAPE.workers(); i++) {
              scenario.around().fates().next(Kind.DIES, away);
            }
          });

      Outcome calm = Scenario.calm(Scenario.SHAPE);
      Outcome outcome = scenario.run();
      assertThat(outcome.violations()).isEmpty();
      assertThat(outcome.missed()).isEqualTo(4);
      assertThat(outcome.proofs()).isEqualTo(calm.proofs() - 4 + Scenario.SHAPE.workers());
    }
  }

  /**
   * Weakness 6: the first deadline's sectors cannot be read before the only worker is busy with the
   * second one's.
   */
  @Test
  void provesFirstWhatClosesFirstHoweverLateItsJobsWereMade() throws SQLException {
    try (Scenario scenario = new Scenario(ONE_WORKER)) {
      scenario.configured(Scenario.miner(0, Scenario.post(true, 0, 0, 0, 1)));
      long late = scenario.open(2) - Scenario.RULES.lookback() + 3;
      for (Partition one : scenario.partitions(1)) {
        one.allSectors().stream()
            .forEach(
                sector -> scenario.around().health().sicken(sector, challenge(scenario), late));
      }

      scenario.run();
      List<Long> claimed = scenario.around().ledger().claimed();
      int first = claimed.indexOf(scenario.open(1));
      assertThat(claimed.subList(0, first)).isNotEmpty().containsOnly(scenario.open(2));
      assertThat(claimed.subList(first, first + 5)).containsOnly(scenario.open(1));
      assertThat(claimed.subList(first + 5, claimed.size())).contains(scenario.open(2));
    }
  }

  /** Weakness 10. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void provesNothingThatIsOnChainAfterARestart(boolean losesDatabase) throws SQLException {
    try (Scenario scenario = new Scenario()) {
      scenario.at(
          scenario.open(1) + 9,
          () -> {
            scenario.simulation().restart(false, 1_000);
            if (losesDatabase) {
              scenario.manager().wipe();
            }
          });

      assertThat(scenario.run()).isEqualTo(Scenario.calm(Scenario.SHAPE));
    }
  }

  /** Weakness 10: what is proven and not yet sent is neither lost nor proven again. */
  @ParameterizedTest
  @ValueSource(longs = {-4, -3, -1, 1, 3})
  void provesNothingTwiceAfterARestart(long epochsAfterOpen) throws SQLException {
    try (Scenario scenario = new Scenario()) {
      scenario.at(
          scenario.open(1) + epochsAfterOpen, () -> scenario.simulation().restart(false, 20_000));

      assertThat(scenario.run()).isEqualTo(Scenario.calm(Scenario.SHAPE));
    }
  }

  /** Weakness 11. */
  @Test
  void provesForOneMinerWhileAnotherOnesStateIsUnknown() throws SQLException {
    Shape shape = Scenario.shape(2, 8, 1);
    try (Scenario scenario = new Scenario(shape)) {
      scenario
          .around()
          .outages()
          .failNext("StateMinerProvingDeadline f01001", Integer.MAX_VALUE / 2);

      Outcome outcome = scenario.run();
      assertThat(outcome.missed()).isPositive();
      assertThat(outcome.violations()).isNotEmpty().allMatch(line -> line.contains("f01001"));
      assertThat(outcome.messages()).isEqualTo(Scenario.calm(Scenario.SHAPE).messages());
    }
  }

  /** Weakness 13. */
  @Test
  void checksPartitionsSideBySideAndAsksTheChainForNoSectorAlone() throws SQLException {
    try (Scenario scenario = new Scenario(Scenario.shape(1, 20, 1))) {
      scenario.around().outages().slowCheckMillis = 30_000;
      List<Long> jobs = new ArrayList<>();
      Map<String, Integer> calls = new TreeMap<>();
      scenario.at(challenge(scenario), () -> scenario.around().node().takeCalls());
      scenario.at(
          scenario.open(1) - 2,
          () -> {
            jobs.add((long) scenario.around().ledger().jobs().size());
            calls.putAll(scenario.around().node().takeCalls());
          });

      Outcome outcome = scenario.run();
      assertThat(outcome.violations()).isEmpty();
      assertThat(jobs).containsExactly((long) scenario.partitions(1).size());
      assertThat(calls.get("StateMinerSectors f01000")).isBetween(1, 2);
      assertThat(calls).doesNotContainKey("StateSectorGetInfo f01000");
    }
  }

  /** Weakness 17. */
  @Test
  void countsPartitionsAndMessages() throws SQLException {
    try (Scenario scenario = new Scenario()) {
      scenario.at(scenario.open(1), () -> scenario.around().mail().next(Mishap.WASTED));

      Outcome outcome = scenario.run();
      assertThat(count(scenario, "wdpost_partitions", "result", "proven"))
          .isEqualTo(outcome.partitions());
      assertThat(count(scenario, "wdpost_partitions", "result", "missed")).isZero();
      assertThat(messages(scenario, "sent")).isEqualTo(outcome.messages() - 1);
      assertThat(messages(scenario, "executed")).isEqualTo(outcome.messages() - 1);
      assertThat((long) scenario.manager().registry().get("wdpost_chain_head").gauge().value())
          .isEqualTo(scenario.around().node().head().height());
    }
  }

  /** Weakness 17. */
  @Test
  void countsMissedPartitions() throws SQLException {
    try (Scenario scenario = new Scenario()) {
      long away = Scenario.RULES.period() * SimulatedChain.EPOCH_MILLIS;
      scenario.around().outages().storesUntil = SimulatedTime.START + 2 * away;

      Outcome outcome = scenario.run();
      assertThat(outcome.missed()).isPositive();
      assertThat(count(scenario, "wdpost_partitions", "result", "missed"))
          .isEqualTo(outcome.missed());
    }
  }

  private static long messages(Scenario scenario, String result) {
    return count(scenario, "wdpost_messages", "kind", "proof", "result", result);
  }

  private static long count(Scenario scenario, String name, String... tags) {
    return (long) scenario.manager().registry().get(name).tags(tags).counter().count();
  }

  /** Weakness 18. */
  @Test
  void saysWhyAMessageCameToNothing() throws SQLException {
    try (Scenario scenario = new Scenario();
        LogAppender log = new LogAppender(scenario.simulation().told())) {
      log.setName("reasons");
      scenario.at(scenario.open(1), () -> scenario.around().mail().next(Mishap.WASTED));

      scenario.run();
      assertThat(scenario.simulation().told().toString())
          .containsPattern("not sent yet.*another message used its nonce|came to nothing.*another");
    }
  }

  /** Design D16: the original abandons every deadline at version 29. */
  @ParameterizedTest
  @ValueSource(ints = {28, 29, 30, 99})
  void goesOnAtNetworkVersion29(int version) throws SQLException {
    try (Scenario scenario = new Scenario()) {
      scenario.around().chain().networkVersion = version;

      Outcome outcome = scenario.run();
      assertThat(List.of(outcome.missed(), (long) outcome.violations().size())).containsOnly(0L);
      assertThat(outcome).isEqualTo(Scenario.calm(Scenario.SHAPE));
    }
  }

  private static long challenge(Scenario scenario) {
    return scenario.open(1) - Scenario.RULES.lookback() - 1;
  }
}
