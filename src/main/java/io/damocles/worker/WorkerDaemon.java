package io.damocles.worker;

import io.damocles.config.ConfigException;
import io.damocles.config.ListenAddress;
import io.damocles.config.WorkerConfig;
import io.damocles.daemon.ExitCode;
import io.damocles.daemon.Signals;
import io.damocles.prover.NativeLibraryException;
import io.damocles.prover.Prover;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.BindException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The process {@code damocles-worker daemon}, from its configuration to its exit code. */
public final class WorkerDaemon {
  private static final Logger log = LoggerFactory.getLogger(WorkerDaemon.class);

  private static final long ASK_AGAIN_MILLIS = 30_000;

  private final WorkerConfig config;
  private final Vertx vertx;
  private final Context context;
  private final WorkerParts parts;
  private final ProverSource source;
  private final List<Worker> running = new ArrayList<>();
  private @Nullable Prover prover;
  private @Nullable ControlServer control;
  private @Nullable MetricsServer metrics;
  private boolean stopping;

  WorkerDaemon(
      WorkerConfig config, WorkerPace pace, Vertx vertx, Function<Vertx, ProverSource> source) {
    this.config = config;
    this.vertx = vertx;
    this.context = vertx.getOrCreateContext();
    this.parts = new WorkerParts(vertx, config, pace);
    this.source = source.apply(vertx);
  }

  /**
   * Runs a worker until a signal stops it, and blocks so long.
   *
   * @return the exit code: 0 stopped, 1 failed or a proof is lost, 78 the configuration cannot be
   *     used
   */
  public static int run(WorkerOptions options) {
    BlockingQueue<Integer> exit = new LinkedBlockingQueue<>();
    try {
      WorkerConfig config = WorkerConfig.read(options.configFile());
      config.warnings().forEach(log::warn);
      Vertx vertx = Vertx.vertx();
      WorkerDaemon daemon =
          new WorkerDaemon(
              config,
              WorkerPace.DEFAULT,
              vertx,
              open -> new ConfiguredProver(open, config, options.ownScript()));
      daemon.stopOnSignals(exit);
      daemon
          .start()
          .onSuccess(started -> log.info("worker started: config={}", options.configFile()))
          .onFailure(e -> daemon.stop().onComplete(stopped -> exit.add(code(e))));
      return exit.take();
    } catch (ConfigException e) {
      return code(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return ExitCode.FAILED;
    }
  }

  /** Done when it asks for jobs; for as long as the manager cannot be reached it is not. */
  Future<Void> start() {
    return onContext(
        () ->
            source
                .open()
                .compose(
                    opened -> {
                      prover = opened.prover();
                      return address().compose(address -> start(address, opened));
                    }));
  }

  /** Stops in order, within the configured limit; may be called at any time. */
  Future<Void> stop() {
    return onContext(
        () -> {
          stopping = true;
          Future<Void> stopped =
              Future.join(
                      running.stream()
                          .map(worker -> worker.stop(config.worker().shutdownTimeout()))
                          .toList())
                  .mapEmpty();
          return stopped.eventually(this::close).eventually(vertx::close);
        });
  }

  private Future<Void> start(String address, ProverSource.Opened opened) {
    String name = config.worker().name().orElse(address);
    WorkerParts.Built built = parts.build(name, address, opened);
    ControlServer server = new ControlServer(vertx, built.control());
    control = server;
    for (ManagerSide side : parts.sides()) {
      log.info(
          "worker: name={} manager={} stores={} threads={}",
          name,
          side.endpoint(),
          side.stores().names(),
          config.threads().size());
    }
    return server
        .listen(config.worker().rpcHost(), config.worker().rpcPort())
        .recover(
            e ->
                Future.failedFuture(
                    portInUse(
                        "worker.rpc_server",
                        new ListenAddress(config.worker().rpcHost(), config.worker().rpcPort()),
                        e)))
        .compose(port -> listenForMetrics(built.meters()))
        .compose(port -> serve(built.workers()));
  }

  private Future<Void> serve(List<Worker> workers) {
    if (workers.size() == 1) {
      ManagerSide only = parts.sides().get(0);
      return only.knownStores()
          .check(only.stores().names())
          .compose(known -> serve(workers.get(0)));
    }
    List<Future<Void>> served = new ArrayList<>();
    for (int i = 0; i < workers.size(); i++) {
      served.add(serveOneOfSeveral(parts.sides().get(i), workers.get(i)));
    }
    return Future.any(served).mapEmpty();
  }

  /** A manager that is away, or does not know the stores, must not keep the others waiting. */
  private Future<Void> serveOneOfSeveral(ManagerSide side, Worker worker) {
    return side.knownStores()
        .checkAny(side.stores().names())
        .compose(known -> serve(worker))
        .onSuccess(serves -> log.info("serving manager={}", side.name()))
        .onFailure(
            e -> {
              log.error("not serving manager={} yet: {}", side.name(), Failures.text(e));
              vertx.setTimer(ASK_AGAIN_MILLIS, late -> serveLater(side, worker));
            });
  }

  /** Its stores may be mended while it runs, with a reload. */
  private void serveLater(ManagerSide side, Worker worker) {
    if (!stopping) {
      serveOneOfSeveral(side, worker);
    }
  }

  private Future<Void> serve(Worker worker) {
    if (stopping) {
      return Future.succeededFuture();
    }
    running.add(worker);
    return worker.start();
  }

  private Future<String> address() {
    return vertx
        .executeBlocking(() -> LocalAddress.towards(parts.sides().get(0).endpoint()), false)
        .recover(
            e ->
                config.worker().name().isPresent()
                    ? Future.succeededFuture(config.worker().rpcHost())
                    : Future.failedFuture(
                        new ConfigException(
                            "worker.name is not set and the own address is not found: "
                                + e.getMessage(),
                            e)));
  }

  private Future<Void> listenForMetrics(WorkerMeters meters) {
    if (!config.metrics().enabled()) {
      return Future.succeededFuture();
    }
    ListenAddress listen = config.metrics().listen();
    MetricsServer server = new MetricsServer(vertx, meters);
    metrics = server;
    return server
        .listen(listen.host(), listen.port())
        .recover(e -> Future.failedFuture(portInUse("metrics.http_listen", listen, e)))
        .mapEmpty();
  }

  private Future<Void> close() {
    Prover open = prover;
    MetricsServer figures = metrics;
    ControlServer calls = control;
    Future<Void> closed = open == null ? Future.succeededFuture() : close(open);
    return closed
        .eventually(() -> figures == null ? Future.succeededFuture() : figures.close())
        .eventually(() -> calls == null ? Future.succeededFuture() : calls.close());
  }

  private Future<Void> close(Prover open) {
    return vertx.executeBlocking(
        () -> {
          open.close();
          return null;
        },
        false);
  }

  private static IOException portInUse(String key, ListenAddress listen, Throwable e) {
    String why = e instanceof BindException ? "is in use" : "cannot be used";
    return new IOException(key + ": the address " + listen + " " + why + ": " + e.getMessage(), e);
  }

  private void stopOnSignals(BlockingQueue<Integer> exit) {
    AtomicBoolean again = new AtomicBoolean();
    for (String name : new String[] {"TERM", "INT"}) {
      Signals.on(
          name,
          () -> {
            if (again.getAndSet(true)) {
              log.warn("second signal, ending at once: signal={}", name);
              exit.add(ExitCode.FAILED);
              return;
            }
            Duration limit = config.worker().shutdownTimeout();
            log.info("stopping: signal={} limitSeconds={}", name, limit.toSeconds());
            stop().onComplete(stopped -> exit.add(exitCode()));
          });
    }
  }

  /** Of a daemon that has stopped. */
  int exitCode() {
    return running.stream().anyMatch(Worker::lostProof) ? ExitCode.FAILED : ExitCode.DONE;
  }

  private Future<Void> onContext(java.util.function.Supplier<Future<Void>> action) {
    Promise<Void> done = Promise.promise();
    context.runOnContext(
        run -> Future.succeededFuture().compose(go -> action.get()).onComplete(done));
    return done.future();
  }

  private static int code(Throwable e) {
    if (e instanceof ConfigException || e instanceof NativeLibraryException) {
      log.error("{}", e.getMessage());
      return ExitCode.CONFIGURATION;
    }
    log.error("the worker cannot run: {}", Failures.text(e));
    return ExitCode.FAILED;
  }
}
