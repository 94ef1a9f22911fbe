package io.damocles.worker;

import io.damocles.config.ConfigException;
import io.damocles.config.WorkerConfig;
import io.damocles.daemon.ExitCode;
import io.damocles.daemon.Signals;
import io.damocles.prover.NativeLibraryException;
import io.damocles.prover.Prover;
import io.damocles.sector.Stores;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.BindException;
import java.time.Duration;
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

  private final WorkerConfig config;
  private final Stores stores;
  private final Vertx vertx;
  private final Context context;
  private final WorkerParts parts;
  private final ProverSource source;
  private @Nullable Prover prover;
  private @Nullable ControlServer control;
  private @Nullable Worker worker;
  private boolean stopping;

  WorkerDaemon(
      WorkerConfig config, WorkerPace pace, Vertx vertx, Function<Vertx, ProverSource> source) {
    this.config = config;
    this.stores = AttachedStores.open(config.attached());
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
              worker == null
                  ? Future.succeededFuture()
                  : worker.stop(config.worker().shutdownTimeout());
          return stopped.eventually(this::close).eventually(vertx::close);
        });
  }

  private Future<Void> start(String address, ProverSource.Opened opened) {
    String name = config.worker().name().orElse(address);
    WorkerParts.Built built = parts.build(name, address, stores, opened);
    ControlServer server = new ControlServer(vertx, built.control());
    control = server;
    log.info(
        "worker: name={} manager={} stores={} threads={}",
        name,
        parts.managerEndpoint(),
        stores.names(),
        config.threads().size());
    return server
        .listen(config.worker().rpcHost(), config.worker().rpcPort())
        .recover(e -> Future.failedFuture(portInUse(e)))
        .compose(port -> parts.knownStores().check(stores.names()))
        .compose(
            known -> {
              if (stopping) {
                return Future.succeededFuture();
              }
              worker = built.worker();
              return built.worker().start();
            });
  }

  private Future<String> address() {
    return vertx
        .executeBlocking(() -> LocalAddress.towards(parts.managerEndpoint()), false)
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

  private Future<Void> close() {
    Prover open = prover;
    Future<Void> closed =
        open == null
            ? Future.succeededFuture()
            : vertx.executeBlocking(
                () -> {
                  open.close();
                  return null;
                },
                false);
    return closed.eventually(() -> control == null ? Future.succeededFuture() : control.close());
  }

  private IOException portInUse(Throwable e) {
    String listen = config.worker().rpcHost() + ":" + config.worker().rpcPort();
    String why = e instanceof BindException ? "is in use" : "cannot be used";
    return new IOException(
        "worker.rpc_server: the address " + listen + " " + why + ": " + e.getMessage(), e);
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
    return worker != null && worker.lostProof() ? ExitCode.FAILED : ExitCode.DONE;
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
