package io.damocles.demo;

import io.damocles.config.GoDuration;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How the demo is run.
 *
 * @param bin folder of the commands
 * @param parameters folder of the proof parameters
 * @param partitions how many are proven in the period
 * @param epoch length of an epoch; zero: as this machine can keep up with
 */
record DemoOptions(Path bin, Path parameters, int partitions, Duration epoch) {
  private static final int PER_PARTITION = 2;

  /**
   * A chain gives its first sectors to all deadlines but the first two, which are over before the
   * daemons run. So three deadlines have work, and each of them sees another kind of trouble.
   */
  private static final int DEADLINES = 5;

  private static final int LEAST_PARTITIONS = DEADLINES - 2;

  /**
   * Time for two proofs after each other, with a dead worker's lease between, and some to spare.
   */
  private static final int WINDOW_EPOCHS = 10;

  private static final int LOOKBACK_EPOCHS = 8;

  /** So many times slower than an idle machine, a machine still keeps up with epochs of 1 s. */
  private static final double SLOWNESS_OF_A_SECOND = 2.5;

  private static final long LONGEST_EPOCH_SECONDS = 10;

  DemoOptions {
    if (partitions < LEAST_PARTITIONS) {
      throw new DemoException(
          "DEMO_PARTITIONS is %d, expected %d or more".formatted(partitions, LEAST_PARTITIONS));
    }
  }

  /**
   * @throws DemoException naming the variable and what is wrong with it
   */
  static DemoOptions of(Path bin, Path parameters, Map<String, String> environment) {
    return new DemoOptions(
        bin,
        parameters,
        partitions(environment.getOrDefault("DEMO_PARTITIONS", "6")),
        epoch(environment.getOrDefault("DEMO_EPOCH", "0")));
  }

  private static int partitions(String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException notANumber) {
      throw new DemoException(
          "DEMO_PARTITIONS is %s, expected %d or more".formatted(text, LEAST_PARTITIONS),
          notANumber);
    }
  }

  private static Duration epoch(String text) {
    try {
      Duration epoch = GoDuration.parse(text);
      if (!epoch.isNegative() && epoch.toNanosPart() == 0) {
        return epoch;
      }
    } catch (IllegalArgumentException notADuration) {
      throw wrongEpoch(text, notADuration);
    }
    throw wrongEpoch(text, null);
  }

  private static DemoException wrongEpoch(String text, @Nullable Throwable cause) {
    return new DemoException(
        "DEMO_EPOCH is %s, expected whole seconds such as 2s".formatted(text), cause);
  }

  /**
   * The same with an epoch, in whole seconds, that this machine can keep up with.
   *
   * @param slowness see {@link Pace}
   */
  DemoOptions paced(double slowness) {
    if (!epoch.isZero()) {
      return this;
    }
    long seconds = (long) Math.ceil(slowness / SLOWNESS_OF_A_SECOND);
    Duration paced = Duration.ofSeconds(Math.max(1, Math.min(LONGEST_EPOCH_SECONDS, seconds)));
    return new DemoOptions(bin, parameters, partitions, paced);
  }

  /** How long a worker may be silent; workers beat every 3 s. */
  Duration heartbeatTimeout() {
    return epoch.multipliedBy(5);
  }

  /** The command line of its chain. */
  List<String> devnet(String command, Path home) {
    return List.of(
        command,
        "--home",
        home.toString(),
        "--listen",
        "127.0.0.1:0",
        "--epoch",
        epoch.toMillis() + "ms",
        "--deadlines",
        String.valueOf(DEADLINES),
        "--window",
        String.valueOf(WINDOW_EPOCHS),
        "--lookback",
        String.valueOf(LOOKBACK_EPOCHS),
        "--sectors",
        String.valueOf(partitions * PER_PARTITION));
  }
}
