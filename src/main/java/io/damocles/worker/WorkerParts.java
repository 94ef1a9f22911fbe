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
  private final WorkerExecutor hotFiles;

  WorkerParts(Vertx vertx, WorkerConfig config, WorkerPace pace) {
    this.config = config;
    time = new VertxTimeline(vertx);
    for (SectorManager manager : config.sectorManagers()) {
      sides.add(new ManagerSide(vertx, config, manager, pace, time));
    }
    int threads = config.threads().size();
    proverThreads = vertx.createSharedWorkerExecutor("prover", threads, 7, TimeUnit.DAYS);
    disk = vertx.createSharedWorkerExecutor("spool", 2, 1, TimeUnit.DAYS);
    hotFiles = vertx.createSharedWorkerExecutor("hot-config", 1, 1, TimeUnit.DAYS);
  }

  /** One for each manager, in the order of the file. */
  List<ManagerSide> sides() {
    return List.copyOf(sides);
  }

  /** The workers, one for each manager, the calls of the control API, and all figures. */
  record Built(List<Worker> workers, ControlCalls control, WorkerMeters meters) {}

  /**
   * Builds a worker for each manager; they share the threads, slots and the prover.
   *
   * @param address of this machine, as managers reach it
   */
  Built build(String name, String address, ProverSource.Opened prover) {
    int threads = config.threads().size();
    int limit = config.processors().windowPostLimit().orElse(Integer.MAX_VALUE);
    int places = Math.min(threads, Math.min(limit, prover.places()));
    WorkerMeters meters = new WorkerMeters(name, address);
    ManagerSide.Shared shared =
        new ManagerSide.Shared(
            name,
            address,
            prover,
            proverThreads,
            disk,
            hotFiles,
            meters,
            new Slots(places),
            new Stagger(time, config.processors().windowPostStagger().orElse(Duration.ZERO)),
            places);
    List<ManagerSide.Built> built = new ArrayList<>();
    for (ManagerSide side : sides) {
      built.add(side.build(shared, built.size() * threads, others(side)));
    }
    List<ClaimLoop> loops = built.stream().flatMap(side -> side.loops().stream()).toList();
    WorkerGauges.register(
        meters,
        loops,
        places,
        built.stream().map(ManagerSide.Built::runner).toList(),
        built.stream().map(ManagerSide.Built::heartbeats).toList(),
        prover.children().alive());
    return new Built(
        built.stream().map(ManagerSide.Built::worker).toList(),
        new ControlCalls(
            loops, prover.prover()::describe, new ChildVariables(prover.children().dumps())),
        meters);
  }

  private Set<String> others(ManagerSide side) {
    return sides.stream()
        .filter(other -> other != side)
        .map(other -> other.endpoint().url())
        .collect(Collectors.toUnmodifiableSet());
  }
}
