package io.damocles.demo;

import io.damocles.wire.JobBrief;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The story, told from its beginning to its end. */
final class Demo {
  private static final long PATIENCE_NANOS = TimeUnit.MINUTES.toNanos(10);
  private static final long LOOK_MILLIS = 200;
  private static final long WORKER_AWAY_NANOS = TimeUnit.SECONDS.toNanos(4);
  private static final long MANAGER_AWAY_NANOS = TimeUnit.SECONDS.toNanos(2);

  private final DemoOptions options;
  private final Screen screen;
  private final Path folder;
  private final Fleet fleet;
  private List<JobBrief> jobs = List.of();

  Demo(DemoOptions options, Screen screen, Path folder) throws IOException {
    this.options = options;
    this.screen = screen;
    this.folder = folder;
    this.fleet = new Fleet(options, folder);
  }

  /** Runs it; what came of it is in the outcome. */
  Outcome run() throws IOException, InterruptedException {
    screen.say("sealing sectors, logs in " + folder + " ...");
    ChainView chain = fleet.startChain(line -> screen.block("  " + line));
    Period period = chain.period();
    screen.say(
        "devnet: %s, %d partitions of two 2KiB sectors in %d deadlines, epochs of %d s"
            .formatted(
                ChainView.MINER,
                period.partitions(),
                period.windows().size(),
                options.epoch().toSeconds()));
    fleet.configure(chain);
    fleet.startManager();
    for (String worker : Fleet.WORKERS) {
      fleet.startWorker(worker);
    }
    screen.say("manager: port %d; workers: %s".formatted(fleet.port(), Fleet.WORKERS));
    watch(chain, period);
    screen.say("$ damocles-manager util worker wdpost list --all");
    screen.say(fleet.list().stripTrailing());
    ChainView.Totals totals = chain.totals();
    return new Outcome(
        period.partitions(), totals.proved(), chain.now().messages(), totals.missed());
  }

  /** Ends every process. */
  void stop() {
    fleet.stop();
  }

  private void watch(ChainView chain, Period period) throws IOException {
    LiveView live = new LiveView(screen, period);
    List<Trouble> troubles = troubles(chain, period, live);
    long begin = System.nanoTime();
    ChainView.Moment moment = chain.now();
    while (moment.height() <= period.end()) {
      if (System.nanoTime() - begin > PATIENCE_NANOS) {
        throw new DemoException("the period is not over after 10 minutes");
      }
      fleet.check();
      jobs = jobs();
      live.show(moment, jobs, daemons());
      for (Trouble trouble : troubles) {
        trouble.step(moment, jobs);
      }
      Pause.millis(LOOK_MILLIS);
      moment = chain.now();
    }
    screen.endBlock();
    if (!troubles.stream().allMatch(Trouble::isOver)) {
      throw new DemoException("the period went by without all of its trouble");
    }
  }

  /** One in each deadline. */
  private List<Trouble> troubles(ChainView chain, Period period, LiveView live) {
    Killing.Deed deed =
        new Killing.Deed() {
          @Override
          public void kill(String name) {
            fleet.kill(name);
          }

          @Override
          public void start(String name) throws IOException {
            if (name.equals(Fleet.MANAGER)) {
              fleet.startManager();
            } else {
              fleet.startWorker(name);
            }
          }
        };
    List<Window> windows = period.windows();
    return List.of(
        new Reorganisation(chain, windows.get(0), live::say),
        new Killing(windows.get(1), JobBrief::workerName, WORKER_AWAY_NANOS, deed, live::say),
        new Killing(windows.get(2), job -> Fleet.MANAGER, MANAGER_AWAY_NANOS, deed, live::say));
  }

  /** As they were, while the manager does not answer. */
  private List<JobBrief> jobs() {
    try {
      return fleet.isAlive(Fleet.MANAGER) ? fleet.manager().jobs() : jobs;
    } catch (IOException notServing) {
      return jobs;
    }
  }

  private Map<String, Boolean> daemons() {
    Map<String, Boolean> daemons = new LinkedHashMap<>();
    daemons.put(Fleet.MANAGER, fleet.isAlive(Fleet.MANAGER));
    Fleet.WORKERS.forEach(name -> daemons.put(name, fleet.isAlive(name)));
    return daemons;
  }
}
