package io.damocles.bench;

import io.damocles.prover.NativeOptions;
import io.damocles.prover.NativeProofs;
import io.damocles.prover.ProverException;
import io.damocles.prover.WindowPostTask;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code bench proof}: what a proof costs in this process, in a child, and in Rust alone. */
@Command(
    name = "proof",
    description =
        "Computes one 2KiB proof by turns through JNA, in a child process and in a Rust program.",
    mixinStandardHelpOptions = true)
final class ProofCommand implements Callable<Integer> {
  private static final long MINER = 1000;

  @Option(
      names = "--runs",
      paramLabel = "N",
      defaultValue = "7",
      description = "Proofs of each, default ${DEFAULT-VALUE}; one more goes before.")
  private int runs;

  @Option(names = "--json", paramLabel = "FILE", description = "Write the figures there too.")
  private @Nullable Path json;

  private final Path home = Path.of(System.getProperty("damocles.home", "."));

  @Override
  public Integer call() throws IOException, ProverException {
    Path parameters =
        ProofParameters.folder(System.getenv())
            .orElseThrow(() -> new BenchException("no proof parameters; bin/demo makes them"));
    Path folder = Files.createTempDirectory("damocles-bench-sectors");
    try (NativeProofs proofs =
        NativeProofs.load(new NativeOptions(null, parameters, folder.resolve("parents"), 0))) {
      WindowPostTask task = SmallPartition.seal(proofs, folder, MINER);
      try (Contender jna = new BuiltinContender(proofs, task);
          Contender child = new ChildContender(worker(), environment(parameters), task);
          Contender rust = new RustContender(rustProgram(), parameters, task)) {
        Timed rustTimed = new Timed("rust", rust, new double[runs]);
        Timed jnaTimed = new Timed("jna", jna, new double[runs]);
        Timed childTimed = new Timed("child", child, new double[runs]);
        measure(List.of(rustTimed, jnaTimed, childTimed));
        report(rustTimed, jnaTimed, childTimed);
      }
    } finally {
      TemporaryFolder.delete(folder);
    }
    return 0;
  }

  private record Timed(String name, Contender contender, double[] seconds) {
    double median() {
      double[] sorted = sorted();
      int middle = sorted.length / 2;
      return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    double[] sorted() {
      double[] sorted = seconds.clone();
      Arrays.sort(sorted);
      return sorted;
    }
  }

  /** They take turns, so that the machine treats them alike; the first round is not counted. */
  private void measure(List<Timed> all) throws IOException, ProverException {
    for (Timed each : all) {
      each.contender().prove();
    }
    for (int run = 0; run < runs; run++) {
      for (Timed each : all) {
        each.seconds()[run] = each.contender().prove();
      }
    }
  }

  private void report(Timed rust, Timed jna, Timed child) throws IOException {
    Report report = new Report(System.out);
    for (Timed each : List.of(rust, jna, child)) {
      double[] sorted = each.sorted();
      report.say(
          "%-6s median %.3f s  best %.3f s  worst %.3f s  of Rust's median %.3f",
          each.name(),
          each.median(),
          sorted[0],
          sorted[sorted.length - 1],
          each.median() / rust.median());
      report.keep(each.name() + "Seconds", each.median());
      report.keep(each.name() + "BestSeconds", sorted[0]);
    }
    report.keep("runs", runs);
    report.keep("jnaOverRust", jna.median() / rust.median());
    report.keep("childOverRust", child.median() / rust.median());
    if (json != null) {
      report.write(json);
    }
  }

  private Path worker() {
    return home.resolve("bin").resolve("damocles-worker");
  }

  private Path rustProgram() {
    return home.resolve("native/target/release/wdpost-bench");
  }

  private static Map<String, String> environment(Path parameters) {
    // The end of its input, which is how we end it, is an error to the child.
    return Map.of("FIL_PROOFS_PARAMETER_CACHE", parameters.toString(), "DAMOCLES_LOG", "OFF");
  }
}
