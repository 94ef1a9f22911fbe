package io.damocles.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code bench poster}: how fast the poster answers to the chain and to proofs. */
@Command(
    name = "poster",
    description = "Measures the manager's poster on development chains of its own.",
    mixinStandardHelpOptions = true)
final class PosterCommand implements Callable<Integer> {
  private static final Path BIN = Path.of(System.getProperty("damocles.home", "."), "bin");

  @Option(
      names = "--miners",
      paramLabel = "N",
      defaultValue = "50",
      description = "Miners for which heads are followed, default ${DEFAULT-VALUE}.")
  private int miners;

  @Option(
      names = "--partitions",
      paramLabel = "N",
      defaultValue = "3000",
      description = "Partitions of the great deadline, default ${DEFAULT-VALUE}.")
  private int partitions;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      defaultValue = "5",
      description = "Deadlines whose last proof is awaited, default ${DEFAULT-VALUE}.")
  private int rounds;

  @Option(names = "--json", paramLabel = "FILE", description = "Write the figures there too.")
  private @Nullable Path json;

  /** What is measured with a rig. */
  private interface Phase {
    void run(PosterRig rig, Path folder) throws IOException;
  }

  @Override
  public Integer call() throws IOException {
    Path parameters = ProofParameters.needed(System.getenv());
    PosterReport report = new PosterReport(System.out);
    report.keep("load", Map.of("miners", miners, "partitions", partitions, "rounds", rounds));
    measure(
        miners, true, HeadPhase.CHAIN, (rig, folder) -> report.heads(HeadPhase.run(rig), miners));
    jobs(false, report);
    jobs(true, report);
    measure(
        1,
        true,
        SmallDeadline.CHAIN,
        (rig, folder) -> {
          Path stores = folder.resolve("devnet/stores");
          try (ProofWorker worker = new ProofWorker(parameters, folder, stores)) {
            report.push(PushPhase.run(rig, worker, rounds));
            report.restart(PosterRestartPhase.run(rig, worker));
          }
        });
    if (json != null) {
      report.write(json);
    }
    return 0;
  }

  private void jobs(boolean strict, PosterReport report) throws IOException {
    measure(
        1,
        strict,
        PartitionsPhase.chain(partitions),
        (rig, folder) -> report.jobs(PartitionsPhase.run(rig, partitions), partitions, strict));
  }

  private static void measure(int miners, boolean strict, List<String> chain, Phase phase)
      throws IOException {
    Path folder = Files.createTempDirectory("damocles-bench");
    try (PosterRig rig = PosterRig.start(BIN, folder, environment(), miners, strict, chain)) {
      // After Ctrl-C; closing twice does no harm.
      Thread end = new Thread(rig::close, "end");
      Runtime.getRuntime().addShutdownHook(end);
      phase.run(rig, folder);
      Runtime.getRuntime().removeShutdownHook(end);
    } finally {
      TemporaryFolder.delete(folder);
    }
  }

  private static Map<String, String> environment() {
    return ProofParameters.forDaemons(System.getenv());
  }
}
