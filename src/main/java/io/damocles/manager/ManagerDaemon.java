package io.damocles.manager;

import io.damocles.config.ConfigException;
import io.damocles.config.ManagerConfig;
import io.damocles.config.ManagerConfigLoader;
import io.damocles.config.ProgramVersion;
import io.damocles.job.sql.Database;
import io.damocles.job.sql.StoreException;
import io.damocles.prover.NativeLibraryException;
import io.damocles.prover.NativeOptions;
import io.damocles.prover.NativeProofs;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs the manager until a signal stops it. */
public final class ManagerDaemon {
  /** Exit code of a stop on request. */
  public static final int DONE = 0;

  /** Exit code of a failure. */
  public static final int FAILED = 1;

  /** Exit code of a configuration that cannot be used (sysexits). */
  public static final int CONFIGURATION = 78;

  private static final Logger log = LoggerFactory.getLogger(ManagerDaemon.class);
  private static final int STOP_SECONDS = 20;

  private ManagerDaemon() {}

  /** Starts, serves and stops on SIGTERM or SIGINT; returns the exit code. Blocks. */
  public static int run(ManagerOptions options) {
    log.info(
        "damocles-manager {} java={} home={} conf={}",
        ProgramVersion.text(),
        Runtime.version(),
        options.home(),
        options.confDir());
    Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    try {
      return serve(vertx, options);
    } catch (ConfigException | NativeLibraryException e) {
      log.error("{}", e.getMessage());
      return CONFIGURATION;
    } catch (StoreException | IllegalStateException e) {
      log.error("{}", e.getMessage());
      return FAILED;
    } finally {
      await(vertx.close());
    }
  }

  private static int serve(Vertx vertx, ManagerOptions options) {
    ManagerConfigLoader loader = new ManagerConfigLoader(vertx, options.confDir(), options.home());
    ManagerConfig config = await(loader.load());
    config.warnings().forEach(warning -> log.warn("{}", warning));
    log.info("sector-manager initial cfg: {}", config.common());
    Database database = Database.open(config.common().database().sqliteFile());
    log.info("job table {}", database.file());
    try (NativeProofs proofs = proofs(config)) {
      ProofVerifier verifier = new NativeVerifier(proofs);
      return serve(vertx, loader, options, config, database, verifier);
    }
  }

  private static int serve(
      Vertx vertx,
      ManagerConfigLoader loader,
      ManagerOptions options,
      ManagerConfig config,
      Database database,
      ProofVerifier verifier) {
    Manager manager =
        new Manager(vertx, options, config, database, verifier, new VertxTimeline(vertx));
    CountDownLatch stop = new CountDownLatch(1);
    Signals.onReload(
        () ->
            loader
                .load()
                .onSuccess(manager::reload)
                .onFailure(
                    e ->
                        log.error(
                            "configuration not reloaded, the old one stays: {}", e.getMessage())));
    try (Signals.Stop signal = Signals.onStop(stop::countDown)) {
      await(manager.start());
      log.info("daemon running");
      stop.await();
      log.info("stop application");
      await(manager.stop(), STOP_SECONDS);
      signal.finished();
      return DONE;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return FAILED;
    }
  }

  private static NativeProofs proofs(ManagerConfig config) {
    ManagerConfig.Native options = config.common().proving().nativeProver();
    return NativeProofs.load(
        new NativeOptions(
            options.library().orElse(null), options.parameterDir().orElse(null), null, 1));
  }

  private static <T> T await(Future<T> future) {
    return await(future, Integer.MAX_VALUE);
  }

  private static <T> T await(Future<T> future, int seconds) {
    try {
      return future
          .toCompletionStage()
          .toCompletableFuture()
          .orTimeout(seconds, TimeUnit.SECONDS)
          .join();
    } catch (CompletionException e) {
      @Nullable Throwable cause = e.getCause();
      if (cause instanceof RuntimeException known) {
        throw known;
      }
      throw new IllegalStateException(String.valueOf(cause), cause);
    }
  }
}
