package io.damocles.prover;

import io.damocles.cgroup.ChildGroups;
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
  private static final int STARTS_WAITED_FOR = 3;
  private static final int PATIENCE = 4;

  private final ExternalCommand command;
  private final Duration stableWait;
  private final OptionalInt concurrent;
  private final List<String> locks;
  private final boolean autoRestart;
  private final ChildGroups groups;
  private final ScheduledExecutorService timers;
  private final LineDumps dumps;
  private final Runnable changed;
  private final CompletableFuture<Void> firstReady = new CompletableFuture<>();
  private final AtomicLong ids = new AtomicLong();
  private @Nullable ExternalProcess starting;
  private @Nullable ExternalProcess live;
  private Duration restart = FIRST_RESTART;
  private int failedStarts;
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
      ChildGroups groups,
      ScheduledExecutorService timers,
      LineDumps dumps,
      Runnable changed) {
    this.command = command;
    this.stableWait = stableWait;
    this.concurrent = concurrent;
    this.locks = List.copyOf(locks);
    this.autoRestart = autoRestart;
    this.groups = groups;
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

  /** Whether it is being started again, and has not failed to start several times. */
  synchronized boolean isComing() {
    return coming && !closed && failedStarts < STARTS_WAITED_FOR;
  }

  /** How log lines and errors name it. */
  String name() {
    return command.name();
  }

  /** Names of the locks that each of its requests holds. */
  List<String> locks() {
    return locks;
  }

  synchronized int load() {
    return live == null ? 0 : live.load();
  }

  /** Whether it would take a request now. */
  synchronized boolean hasRoom() {
    return live != null
        && !live.isEnding()
        && (concurrent.isEmpty() || live.load() < concurrent.getAsInt());
  }

  /** How much it could take besides what it has; what is unlimited counts as 64, as in damocles. */
  synchronized int room() {
    return concurrent.orElse(UNLIMITED) - load();
  }

  /** Takes a place; null if there is none. */
  synchronized @Nullable ExternalRequest open(ProofWatch watch) {
    return live == null || !hasRoom()
        ? null
        : live.open(ids.incrementAndGet(), watch, stableWait.multipliedBy(PATIENCE));
  }

  /** Ends it; waits a moment for its end if it has a control group to remove. */
  void close() {
    ExternalProcess running;
    synchronized (this) {
      closed = true;
      running = live == null ? starting : live;
    }
    if (running != null) {
      running.kill();
      command.group().ifPresent(group -> running.awaitExit());
    }
    removeGroup();
  }

  private void removeGroup() {
    command.group().ifPresent(groups::remove);
  }

  @Override
  public void ready(ExternalProcess process) {
    synchronized (this) {
      starting = null;
      coming = false;
      live = process;
      failedStarts = 0;
    }
    later(() -> settle(process), LAST_RESTART);
    log.info("child ready: child={} pid={}", command.name(), process.pid());
    firstReady.complete(null);
    changed.run();
  }

  @Override
  public void freed() {
    synchronized (this) {
      restart = FIRST_RESTART;
    }
    changed.run();
  }

  /** One that dies soon after each start, and answers nothing, is started ever more seldom. */
  private synchronized void settle(ExternalProcess process) {
    if (live == process) {
      restart = FIRST_RESTART;
    }
  }

  @Override
  public boolean keeps(ExternalProcess process, byte[] unreadable) {
    return dumps.keep(process.pid(), unreadable);
  }

  @Override
  public void exited(ExternalProcess process) {
    boolean again;
    removeGroup();
    synchronized (this) {
      failedStarts = live == null ? failedStarts + 1 : 0;
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
    log.warn("child is started again: child={} restartMillis={}", command.name(), wait.toMillis());
    later(this::launchApart, wait);
  }

  /** A program on dead storage must not keep the other children's timers. */
  private void launchApart() {
    Thread thread = new Thread(this::launch, "processor-start");
    thread.setDaemon(true);
    thread.start();
  }

  private void launch() {
    if (isClosed()) {
      return;
    }
    try {
      ExternalProcess process = ExternalProcess.start(command, this);
      synchronized (this) {
        starting = live == process || process.isEnding() ? null : process;
      }
      if (isClosed()) {
        process.kill();
      }
      later(() -> checkReady(process), stableWait);
    } catch (IOException e) {
      if (!firstReady.completeExceptionally(
          new ProverException(
              "child cannot be started: " + command.name() + ": " + e.getMessage(), e))) {
        log.error("child cannot be started: child={} cause={}", command.name(), e.getMessage());
        notStarted();
        relaunch();
      }
    }
  }

  private void notStarted() {
    synchronized (this) {
      failedStarts++;
    }
    changed.run();
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
