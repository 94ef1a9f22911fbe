package io.damocles.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/**
 * Whole proving periods under all that goes wrong. {@code -Dsimulation.seeds=N} runs that many
 * seeds, {@code -Dsimulation.seed=S} one alone and tells its whole story.
 */
class SimulationTest {
  private static final int THREADS = 2;
  private static final Logger LOGGER = (Logger) LoggerFactory.getLogger("io.damocles");
  private static final long FULL_PERIOD = 100;
  private static final long LARGE_PERIOD = 500;

  @BeforeAll
  static void silenceWhatIsExpected() {
    LOGGER.setLevel(Level.OFF);
  }

  @AfterAll
  static void speakAgain() {
    LOGGER.setLevel(null);
  }

  @Test
  void bringsOnChainWhateverCouldBeProvenInTime() throws Exception {
    long alone = Long.getLong("simulation.seed", -1);
    if (alone >= 0) {
      SeedReport report = SeedReport.told(alone);
      System.out.println(report.story());
      assertThat(report.violations()).as(report.toString()).isEmpty();
      return;
    }
    long[] seeds = LongStream.rangeClosed(1, Long.getLong("simulation.seeds", 1_000)).toArray();
    List<SeedReport> failed = new ArrayList<>();
    Totals totals = new Totals();
    for (SeedReport report : runAll(seeds)) {
      totals.add(report);
      if (!report.violations().isEmpty()) {
        failed.add(report);
      }
    }
    System.out.println(totals);
    assertThat(failed).as(explanation(failed)).isEmpty();
    assertThat(totals.required()).as("partitions that had to be proven").isPositive();
  }

  private static List<SeedReport> runAll(long[] seeds) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      List<Future<SeedReport>> running = new ArrayList<>();
      for (long seed : seeds) {
        running.add(threads.submit(() -> SeedReport.of(seed)));
      }
      List<SeedReport> reports = new ArrayList<>();
      for (Future<SeedReport> one : running) {
        reports.add(one.get());
      }
      return reports;
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    } finally {
      threads.shutdownNow();
    }
  }

  private static String explanation(List<SeedReport> failed) throws SQLException {
    if (failed.isEmpty()) {
      return "";
    }
    SeedReport first = SeedReport.told(failed.get(0).seed());
    List<String> seeds = failed.stream().map(one -> String.valueOf(one.seed())).toList();
    return "seeds %s failed; the first one:%n%s%n%s".formatted(seeds, first, first.lastEvents());
  }

  @Test
  void tellsTheSameStoryOfASeedEachTime() throws SQLException {
    long seed = 37;

    SeedReport once = SeedReport.told(seed);
    SeedReport again = SeedReport.told(seed);

    assertThat(again.story()).isEqualTo(once.story());
  }

  @Test
  void provesAWholePeriodOfTheMainNetworkWithinSeconds() throws SQLException {
    SeedReport period = SeedReport.of(FULL_PERIOD);
    SeedReport large = SeedReport.of(LARGE_PERIOD);

    System.out.println(period.summary());
    System.out.println(large.summary());
    assertThat(period.violations()).as(period.toString()).isEmpty();
    assertThat(large.violations()).as(large.toString()).isEmpty();
    assertThat(large.partitions()).isGreaterThanOrEqualTo(2_900);
  }
}
