package io.damocles.worker;

import io.damocles.config.ListenAddress;
import io.damocles.config.WorkerConfig;
import io.damocles.config.WorkerConfig.Sealing;
import io.damocles.config.WorkerConfig.SealingThread;
import io.damocles.daemon.VertxTimeline;
import io.damocles.rpc.Endpoint;
import io.damocles.rpc.RpcClient;
import io.damocles.sector.Stores;
import io.damocles.time.Timeline;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** All parts of a worker, put together from top to bottom; holds what must not be collected. */
final class WorkerParts {
  private static final Duration START_RETRY = Duration.ofSeconds(3);

  private final WorkerConfig config;
  private final WorkerPace pace;
  private final Timeline time;
  private final RpcClient rpc;
  private final ManagerClient manager;
  private final WorkerExecutor proverThreads;
  private final WorkerExecutor disk;
  private final WorkerExecutor hotFiles;
  private final Random random = new Random();

  WorkerParts(Vertx vertx, WorkerConfig config, WorkerPace pace) {
    this.config = config;
    this.pace = pace;
    time = new VertxTimeline(vertx);
    rpc = new RpcClient(vertx, Endpoint.of(config.sectorManager().rpc()), Optional.empty());
    manager = new ManagerClient(rpc, pace.call());
    int threads = config.threads().size();
    proverThreads = vertx.createSharedWorkerExecutor("prover", threads, 7, TimeUnit.DAYS);
    disk = vertx.createSharedWorkerExecutor("spool", 2, 1, TimeUnit.DAYS);
    hotFiles = vertx.createSharedWorkerExecutor("hot-config", 1, 1, TimeUnit.DAYS);
  }

  /** A worker, the calls of its control API, and its figures. */
  record Built(Worker worker, ControlCalls control, WorkerMeters meters) {}

  KnownStores knownStores() {
    return new KnownStores(time, manager, backoff(START_RETRY));
  }

  Endpoint managerEndpoint() {
    return rpc.endpoint();
  }

  /**
   * Builds the worker.
   *
   * @param address of this machine, as the manager reaches it
   */
  Built build(String name, String address, Stores stores, ProverSource.Opened prover) {
    WorkerMeters meters = new WorkerMeters(name, address);
    ManagerClient manager = this.manager.watchedBy(meters::called);
    Spool spool = new Spool(config.worker().spoolDirectory(name), manager.address());
    Outbox outbox = new Outbox(time, disk, manager, spool, () -> backoff(longestRecoverInterval()));
    WindowPostTasks tasks = new WindowPostTasks(stores);
    JobRunner runner =
        new JobRunner(time, name, manager, tasks, prover.prover(), proverThreads, outbox);
    Heartbeats heartbeats =
        new Heartbeats(
            time,
            manager,
            name,
            runner::held,
            runner::over,
            outbox::nudge,
            () -> config.worker().progressTimeout().ifPresent(runner::failSilent),
            new UnknownAttempts(pace.patience()));
    List<ClaimLoop> loops = loops(name, prover, manager, runner, meters);
    Pings pings =
        new Pings(
            time,
            manager,
            name,
            new ListenAddress(address, config.worker().rpcPort()).toString(),
            config.worker().pingInterval(),
            () -> loops.stream().map(ClaimLoop::view).toList());
    WorkerGauges.register(
        meters, loops, places(prover), runner, heartbeats, prover.children().alive());
    return new Built(
        new Worker(runner, heartbeats, pings, loops, pace.beat()),
        new ControlCalls(
            loops, prover.prover()::describe, new ChildVariables(prover.children().dumps())),
        meters);
  }

  private int places(ProverSource.Opened prover) {
    return Math.min(
        config.processors().windowPostLimit().orElse(Integer.MAX_VALUE), prover.places());
  }

  private List<ClaimLoop> loops(
      String name,
      ProverSource.Opened prover,
      ManagerClient manager,
      JobRunner runner,
      WorkerMeters meters) {
    int places = places(prover);
    Slots slots = new Slots(places);
    Duration poll = poll(places);
    Stagger stagger =
        new Stagger(time, config.processors().windowPostStagger().orElse(Duration.ZERO));
    List<ClaimLoop> loops = new ArrayList<>();
    for (SealingThread thread : config.threads()) {
      loops.add(
          new ClaimLoop(
              time,
              loops.size(),
              new ThreadSettings(
                  loops.size(), thread, hotFiles, sealing -> asking(sealing, prover.sizes(), poll)),
              name,
              manager,
              slots,
              stagger,
              prover.ready(),
              runner,
              meters));
    }
    return List.copyOf(loops);
  }

  private Asking asking(Sealing sealing, Optional<Set<Long>> provable, Duration poll) {
    Duration recover = sealing.recoverInterval();
    return new Asking(
        AskSpecs.of(sealing, provable, poll),
        new AskPace(poll, recover, backoff(recover), backoff(recover)));
  }

  /** One thread's idle wait must not keep its slot from a thread that may take other jobs. */
  private Duration poll(int places) {
    boolean differ =
        config.threads().stream()
                .map(SealingThread::sealing)
                .map(sealing -> List.of(sealing.allowedMiners(), sealing.allowedSizes()))
                .distinct()
                .count()
            > 1;
    return differ && config.threads().size() > places ? pace.shortPoll() : pace.longPoll();
  }

  private Backoff backoff(Duration limit) {
    return new Backoff(pace.firstRetry(), limit, random);
  }

  private Duration longestRecoverInterval() {
    return config.threads().stream()
        .map(thread -> thread.sealing().recoverInterval())
        .max(Duration::compareTo)
        .orElse(pace.firstRetry());
  }
}
