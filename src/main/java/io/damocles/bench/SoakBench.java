package io.damocles.bench;

import io.damocles.wire.JobBrief;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A soak from its begin to its verdict. */
final class SoakBench {
  /** An actor id that no provider has. */
  static final long MINER = 9_000_000_004L;

  private static final long STEP_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
  private static final long DRAIN_NANOS = TimeUnit.SECONDS.toNanos(120);

  private final SoakOptions options;
  private final Path bin;
  private final Path folder;
  private final Path parameters;

  /**
   * @param bin folder of the commands
   * @param folder for everything that is written
   */
  SoakBench(SoakOptions options, Path bin, Path folder, Path parameters) {
    this.options = options;
    this.bin = bin;
    this.folder = folder;
    this.parameters = parameters;
  }

  /**
   * What came of it.
   *
   * @param problems jobs that are lost or double, and what has grown
   */
  record Result(
      int jobs,
      int refusedProofs,
      double drainSeconds,
      Map<Mishap.Kind, Integer> mishaps,
      List<Growth.Row> sizes,
      List<String> problems) {}

  Result run() throws IOException {
    Path store = Files.createDirectories(folder.resolve("store"));
    SoakProofs proofs =
        SmallStores.withProofs(
            parameters, folder, library -> SoakProofs.make(library, store, MINER));
    SoakLedger ledger = new SoakLedger();
    Map<String, String> environment = Map.of("FIL_PROOFS_PARAMETER_CACHE", parameters.toString());
    try (SoakFleet fleet =
        SoakFleet.start(options, bin, folder, store, environment, proofs, ledger)) {
      // After Ctrl-C; closing twice does no harm.
      Thread end = new Thread(fleet::close, "end");
      Runtime.getRuntime().addShutdownHook(end);
      Result result = run(fleet, proofs, ledger);
      Runtime.getRuntime().removeShutdownHook(end);
      return result;
    }
  }

  private Result run(SoakFleet fleet, SoakProofs proofs, SoakLedger ledger) throws IOException {
    long begin = System.nanoTime();
    long endAt = begin + options.length().toNanos();
    Thread creator =
        new Thread(
            new SoakCreator(fleet.manager().api(), MINER, proofs, ledger, options.rate, endAt),
            "creator");
    creator.setDaemon(true);
    creator.start();
    Mishaps mishaps = new Mishaps(Mishap.schedule(options), fleet);
    Growth growth = new Growth(options.warmUp());
    while (System.nanoTime() < endAt) {
      mishaps.step(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin));
      growth.look(fleet.daemons());
      LockSupport.parkNanos(STEP_NANOS);
    }
    mishaps.end();
    List<Growth.Row> sizes = growth.end(fleet.daemons());
    double drain = drain(creator, fleet, ledger);
    List<String> problems =
        new ArrayList<>(
            ledger.problems(table(fleet), fleet.manager().log()));
    sizes.forEach(row -> problems.addAll(row.grown(growth.allowance())));
    return new Result(
        ledger.jobs(), ledger.refusedProofs(), drain, mishaps.counts(), sizes, problems);
  }

  /** Lets what is under way come to its end. */
  private static double drain(Thread creator, SoakFleet fleet, SoakLedger ledger)
      throws IOException {
    long begin = System.nanoTime();
    while ((creator.isAlive() || !ledger.isComplete(table(fleet)))
        && System.nanoTime() - begin < DRAIN_NANOS) {
      LockSupport.parkNanos(STEP_NANOS * 10);
    }
    return (System.nanoTime() - begin) / 1e9;
  }

  private static List<JobBrief> table(SoakFleet fleet) throws IOException {
    return JobTableView.fetch(fleet.manager().api());
  }
}
