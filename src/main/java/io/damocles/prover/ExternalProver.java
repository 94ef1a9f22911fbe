package io.damocles.prover;

import io.damocles.cgroup.CgroupMounts;
import io.damocles.cgroup.ChildGroups;
import io.damocles.config.WorkerConfig;
import io.damocles.config.WorkerConfig.ExternalProcessor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Proves in child processes; a dead child is started again, its request tried on another. */
public final class ExternalProver implements Prover {
  private static final long CANCEL_CHECK_MILLIS = 100;
  private static final int TRIES = 2;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final ScheduledExecutorService timers =
      Executors.newSingleThreadScheduledExecutor(
          body -> {
            Thread thread = new Thread(body, "processor-timers");
            thread.setDaemon(true);
            return thread;
          });
  private final Map<String, Integer> locks;
  private final List<ExternalChild> children = new ArrayList<>();
  private final ChildGroups groups = new ChildGroups(CgroupMounts.current());
  private final Set<String> groupNames;

  /**
   * Children that are not started yet.
   *
   * @param defaultBin program of a child whose configuration names none
   * @param variables set in the environment of every child
   * @param locks how many requests may hold a lock at a time, by its name; a name that is not there
   *     limits nothing
   */
  public ExternalProver(
      List<ExternalProcessor> configs,
      String defaultBin,
      Map<String, String> variables,
      Map<String, Integer> locks) {
    this(configs, defaultBin, variables, locks, new LineDumps());
  }

  /** See the other constructor; {@code dumps} gets the lines of children that make no sense. */
  public ExternalProver(
      List<ExternalProcessor> configs,
      String defaultBin,
      Map<String, String> variables,
      Map<String, Integer> locks,
      LineDumps dumps) {
    this.locks = Map.copyOf(locks);
    groupNames =
        configs.stream()
            .flatMap(config -> config.cgroup().stream())
            .map(WorkerConfig.Cgroup::groupName)
            .collect(Collectors.toUnmodifiableSet());
    for (ExternalProcessor config : configs) {
      children.add(
          new ExternalChild(
              new ExternalCommand(config, children.size(), defaultBin, variables),
              config.stableWait(),
              config.concurrent(),
              config.locks(),
              config.autoRestart(),
              groups,
              timers,
              dumps,
              this::signal));
    }
  }

  /** Starts all children; done when all are ready, failed with a {@link ProverException}. */
  public CompletableFuture<Void> start() {
    groupNames.forEach(
        name -> groups.removeOrphans(name, pid -> ProcessHandle.of(pid).isPresent()));
    return CompletableFuture.allOf(
        children.stream().map(ExternalChild::start).toArray(CompletableFuture<?>[]::new));
  }

  /** Whether a child runs that could take a task now or when it is free. */
  public boolean isReady() {
    return children.stream().anyMatch(ExternalChild::isLive);
  }

  /** Children that run and said that they are ready. */
  public int liveChildren() {
    return (int) children.stream().filter(ExternalChild::isLive).count();
  }

  @Override
  public WindowPostOutput windowPost(WindowPostTask task, ProofWatch watch) throws ProverException {
    for (int attempt = 1; ; attempt++) {
      try {
        return take(watch).run(task);
      } catch (ExternalRequest.ChildGone e) {
        if (attempt == TRIES || !isReady()) {
          throw e;
        }
      }
    }
  }

  @Override
  public String describe() {
    return children.stream()
        .flatMap(child -> child.pid().stream())
        .map(String::valueOf)
        .collect(Collectors.joining(", ", "ext(pid: ", ")"));
  }

  @Override
  public void close() {
    children.forEach(ExternalChild::close);
    timers.shutdownNow();
  }

  private boolean isComing() {
    return children.stream().anyMatch(ExternalChild::isComing);
  }

  private void signal() {
    lock.lock();
    try {
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private ExternalRequest take(ProofWatch watch) throws ProverException {
    lock.lock();
    try {
      while (true) {
        if (watch.cancelled()) {
          throw new ProverException("cancelled");
        }
        ExternalRequest request = idlest(watch);
        if (request != null) {
          return request;
        }
        if (!isReady() && !isComing()) {
          throw new ProverException(
              children.stream()
                  .map(ExternalChild::name)
                  .collect(Collectors.joining(", ", "no processor runs or can be started: ", "")));
        }
        if (!changed.await(CANCEL_CHECK_MILLIS, TimeUnit.MILLISECONDS)) {
          watch.progress(ProofWatch.Stage.WAITING, 0, 0);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ProverException("interrupted", e);
    } finally {
      lock.unlock();
    }
  }

  private @Nullable ExternalRequest idlest(ProofWatch watch) {
    ExternalChild best = null;
    int most = 0;
    for (ExternalChild child : children) {
      int room = child.room();
      if (child.hasRoom() && (best == null || room >= most) && hasLocks(child)) {
        most = room;
        best = child;
      }
    }
    return best == null ? null : best.open(watch);
  }

  /** A lock is held by as many as its children have requests. */
  private boolean hasLocks(ExternalChild child) {
    for (String name : child.locks()) {
      int held =
          children.stream()
              .filter(other -> other.locks().contains(name))
              .mapToInt(ExternalChild::load)
              .sum();
      if (held >= locks.getOrDefault(name, Integer.MAX_VALUE)) {
        return false;
      }
    }
    return true;
  }
}
