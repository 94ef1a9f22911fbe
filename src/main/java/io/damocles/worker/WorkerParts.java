package io.damocles.worker;

import io.damocles.config.WorkerConfig;
import io.damocles.config.WorkerConfig.SectorManager;
import io.damocles.daemon.VertxTimeline;
import io.damocles.time.Timeline;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** All parts of a worker, put together from top to bottom; holds what must not be collected. */
final class WorkerParts {
  private final WorkerConfig config;
  private final Timeline time;
  private final List<ManagerSide> sides = new ArrayList<>();
  private final WorkerExecutor proverThreads;
  private final WorkerExecutor disk;

  WorkerParts(Vertx vertx, WorkerConfig config, WorkerPace pace) {
    this.config = config;
    time = new VertxTimeline(vertx);
    for (SectorManager manager : config.sectorManagers()) {
      sides.add(new ManagerSide(vertx, config, manager, pace, time));
    }
    int threads = config.threads().size();
    proverThreads = vertx.createSharedWorkerExecutor("prover", threads, 7, TimeUnit.DAYS);
    disk = vertx.createSharedWorkerExecutor("spool", 2, 1, TimeUnit.DAYS);
  }

  /** One for each manager, in the order of the file. */
  List<ManagerSide> sides() {
    return List.copyOf(sides);
  }

  /** The workers, one for each manager, and the calls of the control API. */
  record Built(List<Worker> workers, ControlCalls control) {}

  /**
   * Builds a worker for each manager; they share the threads, slots and the prover.
   *
   * @param address of this machine, as managers reach it
   */
  Built build(String name, String address, ProverSource.Opened prover) {
    int threads = config.threads().size();
    int limit = config.processors().windowPostLimit().orElse(Integer.MAX_VALUE);
    int places = Math.min(threads, Math.min(limit, prover.places()));
    ManagerSide.Shared shared =
        new ManagerSide.Shared(
            name,
            address,
            prover,
            proverThreads,
            disk,
            new Slots(places),
            new Stagger(time, config.processors().windowPostStagger().orElse(Duration.ZERO)),
            places,
            sides.size() > 1);
    List<Worker> workers = new ArrayList<>();
    List<ClaimLoop> loops = new ArrayList<>();
    for (ManagerSide side : sides) {
      ManagerSide.Built built = side.build(shared, loops.size(), others(side));
      workers.add(built.worker());
      loops.addAll(built.loops());
    }
    return new Built(List.copyOf(workers), new ControlCalls(loops, prover.prover()::describe));
  }

  private Set<String> others(ManagerSide side) {
    return sides.stream()
        .filter(other -> other != side)
        .map(other -> other.endpoint().url())
        .collect(Collectors.toUnmodifiableSet());
  }
}
