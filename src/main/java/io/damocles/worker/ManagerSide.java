package io.damocles.worker;

import io.damocles.config.ListenAddress;
import io.damocles.config.WorkerConfig;
import io.damocles.config.WorkerConfig.Sealing;
import io.damocles.config.WorkerConfig.SealingThread;
import io.damocles.config.WorkerConfig.SectorManager;
import io.damocles.prover.Prover;
import io.damocles.rpc.Endpoint;
import io.damocles.rpc.RpcClient;
import io.damocles.rpc.RpcServer;
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

/** What a worker has for each manager that it serves; holds what must not be collected. */
final class ManagerSide {
  private static final Duration START_RETRY = Duration.ofSeconds(3);

  private final WorkerConfig config;
  private final SectorManager named;
  private final WorkerPace pace;
  private final Timeline time;
  private final RpcClient rpc;
  private final ManagerClient manager;
  private final Stores stores;
  private final Random random = new Random();

  ManagerSide(
      Vertx vertx, WorkerConfig config, SectorManager named, WorkerPace pace, Timeline time) {
    this.config = config;
    this.named = named;
    this.pace = pace;
    this.time = time;
    stores = AttachedStores.open(config.attached(), named.name());
    RpcServer server = new RpcServer(Endpoint.of(named.rpc()), Optional.empty(), named.headers());
    rpc = new RpcClient(vertx, server, RpcClient.MOST_ANSWER_BYTES, named.authorities());
    manager = new ManagerClient(rpc, pace.call());
  }

  /**
   * What all managers' sides share.
   *
   * @param places how many proofs run at the same time
   */
  record Shared(
      String worker,
      String address,
      ProverSource.Opened prover,
      WorkerExecutor proverThreads,
      WorkerExecutor disk,
      WorkerExecutor hotFiles,
      WorkerMeters meters,
      Slots slots,
      Stagger stagger,
      int places) {}

  String name() {
    return named.name();
  }

  Endpoint endpoint() {
    return rpc.endpoint();
  }

  Stores stores() {
    return stores;
  }

  KnownStores knownStores() {
    return new KnownStores(time, manager, backoff(START_RETRY));
  }

  /** A worker and its parts; its threads are in the order of the file. */
  record Built(Worker worker, List<ClaimLoop> loops, JobRunner runner, Heartbeats heartbeats) {}

  /**
   * Builds the worker of this manager.
   *
   * @param first index of its first thread
   * @param others addresses of the other managers
   */
  Built build(Shared shared, int first, Set<String> others) {
    ManagerClient manager = this.manager.watchedBy(shared.meters()::called);
    Spool spool =
        new Spool(config.worker().spoolDirectory(shared.worker()), manager.address(), others);
    Outbox outbox =
        new Outbox(time, shared.disk(), manager, spool, () -> backoff(longestRecoverInterval()));
    Prover prover = shared.prover().prover();
    JobRunner runner =
        new JobRunner(
            time,
            shared.worker(),
            manager,
            new WindowPostTasks(stores),
            prover,
            shared.proverThreads(),
            outbox);
    Heartbeats heartbeats =
        new Heartbeats(
            time,
            manager,
            shared.worker(),
            runner::held,
            runner::over,
            outbox::nudge,
            () -> config.worker().progressTimeout().ifPresent(runner::failSilent),
            new UnknownAttempts(pace.patience()));
    List<ClaimLoop> loops = loops(shared, first, manager, runner);
    Pings pings =
        new Pings(
            time,
            manager,
            shared.worker(),
            new ListenAddress(shared.address(), config.worker().rpcPort()).toString(),
            config.worker().pingInterval(),
            () -> loops.stream().map(ClaimLoop::view).toList());
    return new Built(
        new Worker(runner, heartbeats, pings, loops, pace.beat()), loops, runner, heartbeats);
  }

  private List<ClaimLoop> loops(Shared shared, int first, ManagerClient manager, JobRunner runner) {
    Duration poll = poll(shared);
    List<ClaimLoop> loops = new ArrayList<>();
    for (SealingThread thread : config.threads()) {
      int index = first + loops.size();
      loops.add(
          new ClaimLoop(
              time,
              index,
              new ThreadSettings(
                  index,
                  thread,
                  shared.hotFiles(),
                  sealing -> asking(sealing, shared.prover().sizes(), poll)),
              shared.worker(),
              manager,
              shared.slots(),
              shared.stagger(),
              shared.prover().ready(),
              runner,
              shared.meters()));
    }
    return List.copyOf(loops);
  }

  private Asking asking(Sealing sealing, Optional<Set<Long>> provable, Duration poll) {
    Duration recover = sealing.recoverInterval();
    return new Asking(
        AskSpecs.of(sealing, provable, poll),
        new AskPace(poll, recover, backoff(recover), backoff(recover)));
  }

  /**
   * One thread's idle wait must not keep its slot from a thread that may take other jobs, now or
   * once its hot configuration says so, nor from another manager's.
   */
  private Duration poll(Shared shared) {
    boolean hot = config.threads().stream().anyMatch(thread -> thread.location().isPresent());
    boolean differ =
        config.threads().stream()
                .map(SealingThread::sealing)
                .map(sealing -> List.of(sealing.allowedMiners(), sealing.allowedSizes()))
                .distinct()
                .count()
            > 1;
    boolean scarce = config.threads().size() > shared.places();
    boolean several = config.sectorManagers().size() > 1;
    return several || ((differ || hot) && scarce) ? pace.shortPoll() : pace.longPoll();
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
