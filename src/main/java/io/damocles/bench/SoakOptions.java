package io.damocles.bench;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The flags of {@code bench soak}. */
final class SoakOptions {
  /** Length of a lease: short, so that many are lost. */
  static final Duration LEASE = Duration.ofSeconds(6);

  private static final double MANAGER_AT_REST = 0.5;

  @Option(
      names = "--minutes",
      paramLabel = "N",
      defaultValue = "10",
      description = "How long jobs are created and things go wrong, default ${DEFAULT-VALUE}.")
  double minutes;

  @Option(
      names = "--workers",
      paramLabel = "N",
      defaultValue = "50",
      description = "Workers in all, default ${DEFAULT-VALUE}.")
  int workers;

  @Option(
      names = "--processes",
      paramLabel = "N",
      defaultValue = "4",
      description =
          "Those of them that are processes of their own with a child each; the others are threads"
              + " of the benchmark, default ${DEFAULT-VALUE}.")
  int processes;

  @Option(
      names = "--rate",
      paramLabel = "N",
      defaultValue = "5",
      description = "Jobs created a second, default ${DEFAULT-VALUE}.")
  double rate;

  @Option(
      names = "--every",
      paramLabel = "SECONDS",
      defaultValue = "3",
      description = "Mean time between two mishaps, default ${DEFAULT-VALUE}.")
  double every;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Decides what goes wrong and when, default ${DEFAULT-VALUE}.")
  long seed;

  @Option(names = "--json", paramLabel = "FILE", description = "Write the figures there too.")
  @Nullable Path json;

  @Option(names = "--keep", description = "Leave the folder with the logs.")
  boolean keep;

  Duration length() {
    return Duration.ofMillis((long) (minutes * 60_000));
  }

  /** The manager is left alone after this, so that it can be seen whether it grows. */
  Duration managerMishaps() {
    return Duration.ofMillis((long) (length().toMillis() * MANAGER_AT_REST));
  }

  /** A process so old is measured the first time. */
  Duration warmUp() {
    long millis = length().toMillis() / 10;
    return Duration.ofMillis(Math.max(4_000, Math.min(60_000, millis)));
  }

  /** Fails if a number makes no sense. */
  void check() {
    if (processes < 1 || workers < processes) {
      throw new BenchException(
          "--workers is %d and --processes is %d, expected 1 or more processes among the workers"
              .formatted(workers, processes));
    }
    int most = SmallStores.DIFFERENT * SoakProofs.SEEDS;
    if (rate <= 0 || every <= 0 || rate * length().toSeconds() > most) {
      throw new BenchException(
          "--rate is %s and --every is %s: expected more than 0, and no more than %d jobs in all"
              .formatted(rate, every, most));
    }
  }
}
