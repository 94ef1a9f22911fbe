package io.damocles.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A real worker with one kind of prover, and jobs one after another. */
final class WorkerPhase {
  private static final Pattern PROOF =
      Pattern.compile("window proof computed .* vanillaMs=(\\d+) snarkMs=(\\d+)");

  private final Path bin;
  private final Path folder;
  private final ManagerProcess manager;
  private final Map<String, String> environment;
  private final JobMaker maker = new JobMaker(0, WorkerBench.MINER, 0);

  /**
   * @param folder for everything that workers write
   */
  WorkerPhase(Path bin, Path folder, ManagerProcess manager, Map<String, String> environment) {
    this.bin = bin;
    this.folder = folder;
    this.manager = manager;
    this.environment = environment;
  }

  /**
   * What was measured.
   *
   * @param idleMiB resident memory of the worker that has had no job yet
   * @param overhead milliseconds of each job beside the proof, ascending
   */
  record Figures(String prover, long idleMiB, double[] overhead) {
    double median() {
      return overhead[overhead.length / 2];
    }

    double worst() {
      return overhead[overhead.length - 1];
    }
  }

  /**
   * Runs it.
   *
   * @param prover names the worker
   * @param tables of the worker's configuration
   * @param computes whether a proof is computed, and its time is in the worker's log
   * @param warmUp jobs that are not counted
   */
  Figures run(
      String prover, String tables, boolean computes, int warmUp, List<byte[]> creations)
      throws IOException {
    try (TimedRelay relay = TimedRelay.start(manager.api());
        BlockingConnection creator = new BlockingConnection(manager.api());
        WorkerProcess worker =
            WorkerProcess.start(
                bin, folder.resolve(prover), relay.api(), 1, tables, environment)) {
      // After Ctrl-C; closing twice does no harm.
      Thread end = new Thread(worker::close, "end");
      Runtime.getRuntime().addShutdownHook(end);
      worker.awaitLog("worker started");
      long idle = ProcessSize.residentMiB(worker.handle().pid());
      List<Double> overhead = new ArrayList<>();
      for (byte[] creation : creations) {
        creator.call(creation);
        overhead.add(relay.awaitFinish() / 1e6);
      }
      List<Double> proofs = computes ? proofs(worker.log()) : List.of();
      double[] figures = new double[overhead.size() - warmUp];
      Arrays.setAll(
          figures,
          i -> overhead.get(warmUp + i) - (computes ? proofs.get(warmUp + i) : 0));
      Arrays.sort(figures);
      Runtime.getRuntime().removeShutdownHook(end);
      return new Figures(prover, idle, figures);
    }
  }

  /** The call that creates a job. */
  byte[] creation(SoakProofs proofs, int number) {
    return maker.create(proofs.input(number));
  }

  private static List<Double> proofs(Path log) throws IOException {
    List<Double> proofs = new ArrayList<>();
    for (String line : Files.readAllLines(log)) {
      Matcher proof = PROOF.matcher(line);
      if (proof.find()) {
        proofs.add(Double.parseDouble(proof.group(1)) + Double.parseDouble(proof.group(2)));
      }
    }
    return proofs;
  }
}
