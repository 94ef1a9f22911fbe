package io.damocles.demo;

import io.damocles.prover.NativeOptions;
import io.damocles.prover.NativeProofs;
import io.damocles.prover.ProverException;
import io.damocles.wire.JobBrief;
import io.damocles.wire.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The story, told from its beginning to its end. */
final class Demo {
  private static final long CORRUPTED = 3;
  private static final long PATIENCE_NANOS = TimeUnit.MINUTES.toNanos(5);
  private static final long LOOK_MILLIS = 100;

  /** A proof takes two seconds; so long after its begin is in the middle of it. */
  private static final long AWAY_NANOS = TimeUnit.SECONDS.toNanos(2);

  private final DemoOptions options;
  private final Screen screen;
  private final Path folder;
  private final NativeProofs proofs;
  private final Sectors sectors;
  private final Fleet fleet;
  private final ManagerView manager;
  private final LiveView live;

  private long killedAt;
  private boolean startedAgain;

  Demo(DemoOptions options, Screen screen, Path folder) throws IOException {
    this.options = options;
    this.screen = screen;
    this.folder = folder;
    Files.createDirectories(options.parameters());
    this.proofs =
        NativeProofs.load(
            new NativeOptions(null, options.parameters(), folder.resolve("parents"), 0));
    this.sectors = new Sectors(proofs, folder);
    this.fleet = new Fleet(options.bin(), folder, options.parameters(), sectors);
    this.manager = new ManagerView(fleet.port());
    this.live = new LiveView(screen);
  }

  /** Runs it; what came of it is in the outcome. */
  Outcome run() throws IOException, ProverException, InterruptedException {
    ProofParameters.make(proofs, Sectors.TYPE, options.parameters(), screen);
    seal();
    screen.say("starting manager on port " + fleet.port() + ", logs in " + folder + " ...");
    fleet.startManager(manager);
    screen.say("starting workers " + Fleet.BUILTIN + " and " + Fleet.CHILD + " ...");
    fleet.startWorker(Fleet.BUILTIN);
    fleet.startWorker(Fleet.CHILD);
    Command.run(fleet.wdpost("create", "-f", "-"), Json.write(sectors.jobs(now())));
    screen.say("created " + options.partitions() + " jobs of two sectors each");
    List<JobBrief> jobs = watch();
    screen.say("$ damocles-manager util worker wdpost list --all");
    screen.say(Command.run(fleet.wdpost("list", "--all"), new byte[0]).stripTrailing());
    return Outcome.of(options.partitions(), jobs, manager.proofsVerified());
  }

  /** Ends every process. */
  void stop() {
    fleet.stop();
  }

  private void seal() throws ProverException, IOException {
    int count = options.partitions() * Sectors.PER_PARTITION;
    for (int i = 0; i < count; i++) {
      sectors.seal();
      screen.block("  %s %d of %d sectors sealed".formatted(Bar.of(i + 1, count), i + 1, count));
    }
    screen.say("sealed %d sectors of 2KiB into two stores".formatted(count));
    screen.say("corrupted " + folder.relativize(sectors.corrupt(CORRUPTED)));
  }

  private List<JobBrief> watch() throws IOException {
    long begin = System.nanoTime();
    while (true) {
      List<JobBrief> jobs = manager.jobs();
      live.show(jobs, workers());
      boolean allDone = jobs.stream().allMatch(job -> job.state().equals("finished"));
      if (allDone && (startedAgain || killedAt == 0)) {
        screen.endBlock();
        return jobs;
      }
      if (System.nanoTime() - begin > PATIENCE_NANOS) {
        screen.endBlock();
        return jobs;
      }
      fleet.check("manager");
      fleet.check(Fleet.CHILD);
      strike(jobs);
      Pause.millis(LOOK_MILLIS);
    }
  }

  /** Kills the builtin worker in the middle of a proof, and starts it again some seconds later. */
  private void strike(List<JobBrief> jobs) throws IOException {
    long now = System.nanoTime();
    if (killedAt == 0) {
      if (jobs.stream().anyMatch(Demo::runsOnBuiltin)) {
        fleet.kill(Fleet.BUILTIN);
        killedAt = now;
        screen.say("killed worker " + Fleet.BUILTIN + " (SIGKILL) in the middle of a proof");
      } else {
        fleet.check(Fleet.BUILTIN);
      }
    } else if (!startedAgain && now - killedAt >= AWAY_NANOS) {
      fleet.startWorker(Fleet.BUILTIN);
      startedAgain = true;
      screen.say("started worker " + Fleet.BUILTIN + " again");
    }
  }

  private static boolean runsOnBuiltin(JobBrief job) {
    return job.state().equals("running") && job.workerName().equals(Fleet.BUILTIN);
  }

  private Map<String, String> workers() {
    Map<String, String> workers = new LinkedHashMap<>();
    workers.put(Fleet.BUILTIN, state(Fleet.BUILTIN) + ", proves in its own process");
    workers.put(Fleet.CHILD, state(Fleet.CHILD) + ", proves in a child process");
    return workers;
  }

  private String state(String worker) {
    return fleet.isAlive(worker) ? "alive" : "DEAD";
  }

  private static long now() {
    return InstantSource.system().instant().getEpochSecond();
  }
}
