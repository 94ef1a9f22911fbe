package io.damocles.devnet;

import io.damocles.config.ProgramVersion;
import io.damocles.daemon.ExitCode;
import io.damocles.daemon.Signals;
import io.damocles.daemon.VertxTimeline;
import io.damocles.devnet.store.SqliteChainStore;
import io.damocles.prover.NativeLibraryException;
import io.damocles.prover.NativeOptions;
import io.damocles.prover.NativeProofs;
import io.damocles.prover.ParameterMaker;
import io.damocles.prover.ProofType;
import io.damocles.prover.ProverException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The process {@code devnet}, from its options to its exit code. */
public final class DevnetDaemon {
  private static final Logger log = LoggerFactory.getLogger(DevnetDaemon.class);
  private static final long STOP_MILLIS = 2_000;

  private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(2));
  private final BlockingQueue<Integer> exit = new LinkedBlockingQueue<>();
  private final DevnetOptions options;
  private final Consumer<String> screen;

  /** Held until the process ends. */
  @SuppressWarnings("unused")
  private @Nullable HomeLock lock;

  private volatile @Nullable Devnet running;

  private DevnetDaemon(DevnetOptions options, Consumer<String> screen) {
    this.options = options;
    this.screen = screen;
  }

  /**
   * Starts, serves, and stops on SIGTERM or SIGINT; returns the exit code. Blocks so long.
   *
   * @param screen takes the lines for the operator
   */
  public static int run(DevnetOptions options, Consumer<String> screen) {
    log.info("devnet {} java={} home={}", ProgramVersion.text(), Runtime.version(), options.home());
    DevnetDaemon daemon = new DevnetDaemon(options, screen);
    daemon.start().onFailure(failure -> daemon.exit.add(code(failure)));
    try {
      return daemon.exit.take();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return ExitCode.FAILED;
    }
  }

  private Future<Void> start() {
    Signals.on("TERM", this::signalled);
    Signals.on("INT", this::signalled);
    return vertx
        .executeBlocking(this::open, false)
        .compose(devnet -> devnet.start().compose(listening -> serve(devnet)));
  }

  private Devnet open() throws ProverException, InterruptedException {
    makeFolder("home", options.home());
    lock = HomeLock.take(options.home());
    DevnetHome home = DevnetHome.open(options.home());
    makeFolder("parameters", options.parameters());
    NativeProofs proofs =
        NativeProofs.load(
            new NativeOptions(null, options.parameters(), options.home().resolve("parents"), 0));
    makeParameters(proofs);
    SectorStock stock = new SectorStock(proofs, home.stores(), screen);
    GenesisMaker genesis = new GenesisMaker(options, home, stock, screen);
    NativeVerifier verifier = new NativeVerifier(proofs);
    VertxTimeline timeline = new VertxTimeline(vertx);
    return new Devnet(
        vertx,
        options,
        home,
        SqliteChainStore.open(home.chain()),
        verifier,
        verifier,
        () -> genesis.make(Instant.ofEpochMilli(timeline.now().wall())),
        timeline);
  }

  private static void makeFolder(String name, Path folder) {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new DevnetException("%s %s: cannot be made: %s".formatted(name, folder, e), e);
    }
  }

  private void makeParameters(NativeProofs proofs) throws ProverException, InterruptedException {
    make(proofs, SectorStock.TYPE, 10);
    if (!options.winningInterval().isZero()) {
      make(proofs, ProofType.WINNING_2KIB, 30);
    }
  }

  private void make(NativeProofs proofs, ProofType type, int about)
      throws ProverException, InterruptedException {
    if (!proofs.parameterStatus(type).canProve()) {
      screen.accept(
          "making parameters of %s proofs in %s, once, about %d s ..."
              .formatted(type.isWindow() ? "window" : "winning", options.parameters(), about));
      new ParameterMaker(proofs).make(type, seconds -> screen.accept("  " + seconds + " s"));
    }
  }

  private Future<Void> serve(Devnet devnet) {
    running = devnet;
    return devnet
        .miners()
        .onSuccess(
            miners -> screen.accept(new Instructions(options, devnet.address(), miners).text()))
        .mapEmpty();
  }

  /** A second signal ends it at once; so does the first one before it serves. */
  private void signalled() {
    Devnet devnet = running;
    running = null;
    if (devnet == null) {
      exit.add(ExitCode.DONE);
      return;
    }
    vertx.setTimer(STOP_MILLIS, late -> exit.add(ExitCode.FAILED));
    devnet.stop().onComplete(stopped -> exit.add(ExitCode.DONE));
  }

  private static int code(Throwable failure) {
    boolean told =
        failure instanceof DevnetException
            || failure instanceof NativeLibraryException
            || failure instanceof IllegalStateException;
    if (told) {
      log.error("{}", failure.getMessage());
      return ExitCode.CONFIGURATION;
    }
    log.error("the devnet cannot run", failure);
    return ExitCode.FAILED;
  }
}
