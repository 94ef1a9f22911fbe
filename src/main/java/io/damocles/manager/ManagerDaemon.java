package io.damocles.manager;

import io.damocles.config.ConfigException;
import io.damocles.config.ManagerConfig;
import io.damocles.config.ManagerConfigLoader;
import io.damocles.config.ProgramVersion;
import io.damocles.daemon.ExitCode;
import io.damocles.daemon.Signals;
import io.damocles.daemon.VertxTimeline;
import io.damocles.job.sql.Database;
import io.damocles.job.sql.DatabaseLock;
import io.damocles.job.sql.StoreException;
import io.damocles.prover.NativeLibraryException;
import io.damocles.prover.NativeOptions;
import io.damocles.prover.NativeProofs;
import io.damocles.prover.ProofType;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The process {@code damocles-manager daemon run}, from its configuration to its exit code. */
public final class ManagerDaemon {
  private static final Logger log = LoggerFactory.getLogger(ManagerDaemon.class);
  private static final long STOP_MILLIS = 20_000;

  private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
  private final BlockingQueue<Integer> exit = new LinkedBlockingQueue<>();
  private final ManagerOptions options;
  private final ManagerConfigLoader configuration;

  /** Held until the process ends. */
  @SuppressWarnings("unused")
  private @Nullable DatabaseLock lock;

  private ManagerDaemon(ManagerOptions options) {
    this.options = options;
    this.configuration = new ManagerConfigLoader(vertx, options.confDir(), options.home());
  }

  /** Starts, serves, and stops on SIGTERM or SIGINT; returns the exit code. Blocks so long. */
  public static int run(ManagerOptions options) {
    log.info(
        "damocles-manager {} java={} home={} conf={}",
        ProgramVersion.text(),
        Runtime.version(),
        options.home(),
        options.confDir());
    ManagerDaemon daemon = new ManagerDaemon(options);
    daemon.start().onSuccess(daemon::serve).onFailure(failure -> daemon.exit.add(code(failure)));
    try {
      return daemon.exit.take();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return ExitCode.FAILED;
    }
  }

  private Future<Manager> start() {
    return configuration
        .load()
        .compose(config -> vertx.executeBlocking(() -> build(config), false))
        .compose(manager -> manager.start().map(manager));
  }

  private Manager build(ManagerConfig config) {
    config.warnings().forEach(warning -> log.warn("{}", warning));
    log.info("sector-manager initial cfg: {}", config.common());
    Database database = Database.open(config.common().database().sqliteFile());
    lock = DatabaseLock.take(database.file());
    log.info("job table {}", database.file());
    keepToken(config);
    Optional<NativeProofs> proofs =
        options.workerProver() || options.miner() || options.poster()
            ? Optional.of(load(config))
            : Optional.empty();
    ProofVerifier verifier =
        proofs.<ProofVerifier>map(loaded -> verifier(loaded, config)).orElseGet(NoVerifier::new);
    return new Manager(
        vertx, options, config, database, verifier, proofs, new VertxTimeline(vertx));
  }

  private static NativeProofs load(ManagerConfig config) {
    ManagerConfig.Native wanted = config.common().proving().nativeProver();
    return NativeProofs.load(
        new NativeOptions(
            wanted.library().orElse(null), wanted.parameterDir().orElse(null), null, 1));
  }

  private static ProofVerifier verifier(NativeProofs proofs, ManagerConfig config) {
    NativeVerifier verifier = new NativeVerifier(proofs);
    verifier.tellKeys(needed(config.miners()));
    return verifier;
  }

  private static Set<ProofType> needed(List<ManagerConfig.Miner> miners) {
    Set<ProofType> needed = EnumSet.noneOf(ProofType.class);
    for (ManagerConfig.Miner miner : miners) {
      miner.sectorSize().flatMap(size -> ProofType.window(size.bytes())).ifPresent(needed::add);
    }
    return needed;
  }

  private void serve(Manager manager) {
    log.info("daemon running");
    Signals.on("USR1", () -> reload(manager));
    AtomicBoolean again = new AtomicBoolean();
    for (String signal : new String[] {"TERM", "INT"}) {
      Signals.on(
          signal,
          () -> {
            if (again.getAndSet(true)) {
              log.warn("second signal, ending at once signal={}", signal);
              exit.add(ExitCode.FAILED);
            } else {
              log.info("process signal captured signal={}", signal);
              stop(manager);
            }
          });
    }
  }

  private void reload(Manager manager) {
    configuration
        .load()
        .compose(config -> vertx.executeBlocking(() -> keepToken(config), false))
        .onSuccess(manager::reload)
        .onFailure(
            failure ->
                log.error(
                    "configuration not reloaded, the old one stays: {}", failure.getMessage()));
  }

  private ManagerConfig keepToken(ManagerConfig config) {
    TokenFile.keep(options.home(), config.common().access().adminTokens());
    return config;
  }

  private void stop(Manager manager) {
    log.info("stop application");
    vertx.setTimer(
        STOP_MILLIS,
        late -> {
          log.error("not stopped within {} ms, ending anyway", STOP_MILLIS);
          exit.add(ExitCode.FAILED);
        });
    manager
        .stop()
        .eventually(vertx::close)
        .onComplete(
            stopped -> {
              log.info("stopped");
              exit.add(ExitCode.DONE);
            });
  }

  private static int code(Throwable failure) {
    if (failure instanceof ConfigException || failure instanceof NativeLibraryException) {
      log.error("{}", failure.getMessage());
      return ExitCode.CONFIGURATION;
    }
    if (failure instanceof StoreException || failure instanceof IllegalStateException) {
      log.error("{}", failure.getMessage());
    } else {
      log.error("the manager cannot run", failure);
    }
    return ExitCode.FAILED;
  }
}
