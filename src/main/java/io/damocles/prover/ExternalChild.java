package io.damocles.prover;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One {@code [[processors.window_post]]}: keeps its child running. */
final class ExternalChild implements ExternalProcess.Listener {
  private static final Logger log = LoggerFactory.getLogger(ExternalChild.class);
  private static final Duration FIRST_RESTART = Duration.ofMillis(250);
  private static final Duration LAST_RESTART = Duration.ofSeconds(30);
  private static final int UNLIMITED = 64;

  private final ExternalCommand command;
  private final Duration stableWait;
  private final int concurrent;
  private final List<String> locks;
  private final boolean autoRestart;
  private final ScheduledExecutorService timers;
  private final LineDumps dumps;
  private final Runnable changed;
  private final CompletableFuture<Void> firstReady = new CompletableFuture<>();
  private final AtomicLong ids = new AtomicLong();
  private @Nullable ExternalProcess starting;
  private @Nullable ExternalProcess live;
  private Duration restart = FIRST_RESTART;
  private boolean coming;
  private boolean closed;

  /**
   * A child that is not started yet.
   *
   * @param changed told when it may have room, or has gone
   */
  ExternalChild(
      ExternalCommand command,
      Duration stableWait,
      OptionalInt concurrent,
      List<String> locks,
      boolean autoRestart,
      ScheduledExecutorService timers,
      LineDumps dumps,
      Runnable changed) {
    this.command = command;
    this.stableWait = stableWait;
    this.concurrent = concurrent.orElse(UNLIMITED);
    this.locks = List.copyOf(locks);
    this.autoRestart = autoRestart;
    this.timers = timers;
    this.dumps = dumps;
    this.changed = changed;
  }

  /** Starts the child; done when it said that it is ready, failed if it did not in time. */
  CompletableFuture<Void> start() {
    launch();
    return firstReady;
  }

  /** The running child's process id. */
  synchronized Optional<Long> pid() {
    return Optional.ofNullable(live).map(ExternalProcess::pid);
  }

  synchronized boolean isLive() {
    return live != null;
  }

  /** Whether it is being started again. */
  synchronized boolean isComing() {
    return coming && !closed;
  }

  /** Names of the locks that each of its requests holds. */
  List<String> locks() {
    return locks;
  }

  synchronized int load() {
    return live == null ? 0 : live.load();
  }

  /** Requests that it would take now. */
  synchronized int free() {
    return live == null ? 0 : concurrent - live.load();
  }

  /** Takes a place; null if there is none. */
  synchronized @Nullable ExternalRequest open(ProofWatch watch) {
    return live == null || free() < 1 ? null : live.open(ids.incrementAndGet(), watch);
  }

  void close() {
    ExternalProcess running;
    synchronized (this) {
      closed = true;
      running = live == null ? starting : live;
    }
    if (running != null) {
      running.kill();
    }
  }

  @Override
  public void ready(ExternalProcess process) {
    synchronized (this) {
      starting = null;
      coming = false;
      live = process;
      restart = FIRST_RESTART;
    }
    log.info("child ready: child={} pid={}", command.name(), process.pid());
    firstReady.complete(null);
    changed.run();
  }

  @Override
  public void freed() {
    changed.run();
  }

  @Override
  public boolean keeps(ExternalProcess process, byte[] unreadable) {
    return dumps.keep(process.pid(), unreadable);
  }

  @Override
  public void exited(ExternalProcess process) {
    boolean again;
    synchronized (this) {
      live = null;
      starting = null;
      again = !closed && (autoRestart || process.wasKilled());
      coming = again;
    }
    changed.run();
    if (firstReady.completeExceptionally(
        new ProverException("child exited before it was ready: " + command.name()))) {
      return;
    }
    if (again) {
      relaunch();
    } else if (!isClosed()) {
      log.error("child exited and is not started again: child={}", command.name());
    }
  }

  private synchronized boolean isClosed() {
    return closed;
  }

  private void relaunch() {
    Duration wait;
    synchronized (this) {
      wait = restart;
      Duration doubled = restart.multipliedBy(2);
      restart = doubled.compareTo(LAST_RESTART) < 0 ? doubled : LAST_RESTART;
    }
    log.warn("child exited: child={} restartMillis={}", command.name(), wait.toMillis());
    later(this::launch, wait);
  }

  private void launch() {
    if (isClosed()) {
      return;
    }
    try {
      ExternalProcess process = ExternalProcess.start(command, this);
      synchronized (this) {
        starting = live == process ? null : process;
      }
      if (isClosed()) {
        process.kill();
      }
      later(() -> checkReady(process), stableWait);
    } catch (IOException e) {
      if (!firstReady.completeExceptionally(
          new ProverException(
              "child cannot be started: " + command.name() + ": " + e.getMessage(), e))) {
        relaunch();
      }
    }
  }

  private void later(Runnable action, Duration wait) {
    try {
      ScheduledFuture<?> unused = timers.schedule(action, wait.toMillis(), TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      log.debug("the prover is closed", e);
    }
  }

  private void checkReady(ExternalProcess process) {
    synchronized (this) {
      if (starting != process) {
        return;
      }
    }
    String late = "child not ready within " + stableWait.toMillis() + " ms: " + command.name();
    log.error(late);
    firstReady.completeExceptionally(new ProverException(late));
    process.kill();
  }
}
