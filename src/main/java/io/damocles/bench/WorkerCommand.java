package io.damocles.bench;

import io.damocles.wire.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code bench worker}: what a worker and the protocol cost beside the proof. */
@Command(
    name = "worker",
    description = "Measures a worker's memory, and its time for a job beside the proof's.",
    mixinStandardHelpOptions = true)
final class WorkerCommand implements Callable<Integer> {
  private static final Path BIN = Path.of(System.getProperty("damocles.home", "."), "bin");
  private static final String ROW = "%-18s %8s %8s %8s %10s%n";

  @Option(
      names = "--jobs",
      paramLabel = "N",
      defaultValue = "200",
      description = "Jobs with a child that answers at once, default ${DEFAULT-VALUE}.")
  private int jobs;

  @Option(
      names = "--proofs",
      paramLabel = "N",
      defaultValue = "7",
      description = "Proofs of each kind of prover, default ${DEFAULT-VALUE}; 0: none.")
  private int proofs;

  @Option(names = "--json", paramLabel = "FILE", description = "Write the figures there too.")
  private @Nullable Path json;

  @Override
  public Integer call() throws IOException {
    if (jobs < 1 || proofs < 0) {
      throw new BenchException("--jobs must be 1 or more, --proofs 0 or more");
    }
    Path folder = Files.createTempDirectory("damocles-bench");
    try {
      Path parameters = ProofParameters.needed(System.getenv());
      List<WorkerPhase.Figures> all = new WorkerBench(BIN, folder, parameters).run(jobs, proofs);
      System.out.printf(ROW, "", "jobs", "p50 ms", "max ms", "idle MiB");
      all.forEach(WorkerCommand::print);
      System.out.printf(
          ROW, "asked for", "", WorkerBench.MOST_MILLIS, "", WorkerBench.MOST_MIB);
      if (json != null) {
        Files.write(json, Json.write(all));
      }
      return all.stream().allMatch(WorkerCommand::isMet) ? 0 : 1;
    } finally {
      TemporaryFolder.delete(folder);
    }
  }

  private static boolean isMet(WorkerPhase.Figures figures) {
    return figures.median() <= WorkerBench.MOST_MILLIS
        && figures.idleMiB() <= WorkerBench.MOST_MIB;
  }

  private static void print(WorkerPhase.Figures figures) {
    System.out.printf(
        ROW,
        figures.prover(),
        figures.overhead().length,
        String.format(Locale.ROOT, "%.1f", figures.median()),
        String.format(Locale.ROOT, "%.1f", figures.worst()),
        figures.idleMiB());
  }
}
