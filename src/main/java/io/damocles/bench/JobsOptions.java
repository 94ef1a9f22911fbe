package io.damocles.bench;

import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The flags of {@code bench jobs}. */
final class JobsOptions {
  @Option(
      names = "--jobs",
      paramLabel = "N",
      defaultValue = "3000",
      description = "How many jobs, default ${DEFAULT-VALUE}.")
  int jobs;

  @Option(
      names = "--sectors",
      paramLabel = "S",
      defaultValue = "2349",
      description = "Sectors a job, default ${DEFAULT-VALUE} (one 32GiB partition).")
  int sectors;

  @Option(
      names = "--clients",
      paramLabel = "C",
      defaultValue = "50",
      description = "Connections that ask at the same time, default ${DEFAULT-VALUE}.")
  int clients;

  @Option(
      names = "--seconds",
      paramLabel = "T",
      defaultValue = "10",
      description = "How long the heartbeats last, default ${DEFAULT-VALUE}.")
  int seconds;

  @Option(
      names = "--verified",
      paramLabel = "N",
      defaultValue = "500",
      description = "Finishes with a real proof, default ${DEFAULT-VALUE}; 0: none.")
  int verified;

  @Option(
      names = "--waiting",
      paramLabel = "N",
      defaultValue = "1000",
      description = "Workers that wait at once in the last phase, default ${DEFAULT-VALUE}.")
  int waiting;

  @Option(
      names = "--url",
      paramLabel = "URL",
      description = "A running manager, such as http://127.0.0.1:1789; default: one of its own.")
  @Nullable URI url;

  @Option(names = "--json", paramLabel = "FILE", description = "Write the figures there too.")
  @Nullable Path json;

  /** Fails if a number makes no sense. */
  void check() {
    atLeastOne("--jobs", jobs);
    atLeastOne("--sectors", sectors);
    atLeastOne("--clients", clients);
    atLeastOne("--waiting", waiting);
  }

  private static void atLeastOne(String flag, int value) {
    if (value < 1) {
      throw new BenchException("%s is %d, expected 1 or more".formatted(flag, value));
    }
  }
}
