package io.damocles.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** The phases of {@code bench worker}, in their order. */
final class WorkerBench {
  static final long MINER = 9_000_000_005L;

  /** What is asked of this program. */
  static final int MOST_MILLIS = 20;

  static final int MOST_MIB = 256;

  private static final int FIRST_JOBS = 20;

  private final Path bin;
  private final Path folder;
  private final Path parameters;

  /**
   * @param bin folder of the commands
   * @param folder for everything that is written
   */
  WorkerBench(Path bin, Path folder, Path parameters) {
    this.bin = bin;
    this.folder = folder;
    this.parameters = parameters;
  }

  /**
   * Runs it.
   *
   * @param jobs how many with a child that answers at once
   * @param proofs how many with a real proof, for each kind of prover; 0: none
   */
  List<WorkerPhase.Figures> run(int jobs, int proofs) throws IOException {
    Path store = Files.createDirectories(folder.resolve("store"));
    SoakProofs ready =
        SmallStores.withProofs(
            parameters, folder, library -> SoakProofs.make(library, store, MINER));
    Map<String, String> environment = Map.of("FIL_PROOFS_PARAMETER_CACHE", parameters.toString());
    try (ManagerProcess manager =
        ManagerProcess.start(
            bin.resolve("damocles-manager"),
            folder,
            environment,
            SmallStores.managerTables(store),
            List.of())) {
      // After Ctrl-C; closing twice does no harm.
      Thread end = new Thread(manager::close, "end");
      Runtime.getRuntime().addShutdownHook(end);
      List<WorkerPhase.Figures> all = run(manager, environment, ready, store, jobs, proofs);
      Runtime.getRuntime().removeShutdownHook(end);
      return all;
    }
  }

  private List<WorkerPhase.Figures> run(
      ManagerProcess manager,
      Map<String, String> environment,
      SoakProofs ready,
      Path store,
      int jobs,
      int proofs)
      throws IOException {
    WorkerPhase phase = new WorkerPhase(bin, folder, manager, environment);
    String stores = SmallStores.workerTables(store);
    List<WorkerPhase.Figures> all = new ArrayList<>();
    String script =
        "[[processors.window_post]]\nbin = \"/bin/sh\"\nargs = [\"%s\"]\n"
            .formatted(ready.writeChild(folder, ":"));
    List<byte[]> quick = creations(phase, ready, 0, FIRST_JOBS + jobs);
    all.add(phase.run("answered-at-once", stores + script, false, FIRST_JOBS, quick));
    if (proofs > 0) {
      List<byte[]> first = creations(phase, ready, quick.size(), 1 + proofs);
      all.add(phase.run("builtin", stores, true, 1, first));
      List<byte[]> second = creations(phase, ready, quick.size() + first.size(), 1 + proofs);
      String child = "[[processors.window_post]]\nstable_wait = \"60s\"\n";
      all.add(phase.run("child", stores + child, true, 1, second));
    }
    return all;
  }

  private static List<byte[]> creations(
      WorkerPhase phase, SoakProofs ready, int from, int count) {
    return IntStream.range(from, from + count)
        .mapToObj(number -> phase.creation(ready, number))
        .toList();
  }
}
