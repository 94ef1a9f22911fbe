package io.damocles.sector;

import io.damocles.time.Timeline;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The only way to a store's files: a few calls at a time, each with a time limit. A call that
 * overstays is left behind with its thread; after a few of them in a row the store is left out, but
 * for one call now and then, until any call answers again.
 */
final class StoreLane {
  /** Calls of one store at the same time: more of them make disks slower (lotus 9074). */
  static final int WIDTH = 16;

  /** Calls that overstay in a row before the store is left out. */
  static final int ENOUGH = 4;

  /** Threads that one store may hold up for good. */
  static final int MOST_LEFT_BEHIND = 32;

  /** How often a store that is left out is tried. */
  static final Duration PROBE_EVERY = Duration.ofSeconds(30);

  private static final Logger log = LoggerFactory.getLogger(StoreLane.class);

  private final String store;
  private final Permits permits;
  private final Executor threads;
  private final Timeline timeline;
  private final Deque<Call<?>> waiting = new ArrayDeque<>();
  private int running;
  private int leftBehind;
  private int overstayedInARow;
  private boolean leftOut;
  private boolean waitsForPermit;
  private long nextProbe;

  /**
   * @param permits limit all stores together
   * @param threads starts as many threads as it is asked to
   */
  StoreLane(String store, Permits permits, Executor threads, Timeline timeline) {
    this.store = store;
    this.permits = permits;
    this.threads = threads;
    this.timeline = timeline;
  }

  /** Something that touches the store and may hang. */
  interface Work<T> {
    /**
     * Does it.
     *
     * @param alive to be run now and then by long work, whose time limit then begins anew
     */
    T run(Runnable alive) throws Exception;
  }

  /**
   * Runs the work on a thread of its own.
   *
   * @param wanted asked before it begins; if not, it never begins
   * @return fails with {@link StoreSilentException} if the store hangs, else with what the work
   *     throws
   */
  <T> Future<T> run(Duration limit, BooleanSupplier wanted, Work<T> work) {
    Call<T> call = new Call<>(work, limit, wanted);
    synchronized (this) {
      if (isRefused()) {
        return Future.failedFuture(silent());
      }
      waiting.add(call);
    }
    pump();
    return call.promise.future();
  }

  /** Threads that wait for an answer nobody counts on any more. */
  synchronized int leftBehind() {
    return leftBehind;
  }

  private boolean isRefused() {
    if (leftBehind >= MOST_LEFT_BEHIND) {
      return true;
    }
    if (!leftOut) {
      return false;
    }
    long now = timeline.now().steady();
    if (now < nextProbe) {
      return true;
    }
    nextProbe = now + PROBE_EVERY.toMillis();
    return false;
  }

  private StoreSilentException silent() {
    return new StoreSilentException(
        "store %s does not answer (%d calls hang)".formatted(store, leftBehind));
  }

  private void pump() {
    for (Call<?> call = next(); call != null; call = next()) {
      call.start();
    }
  }

  private synchronized @Nullable Call<?> next() {
    Call<?> dropped = waiting.peek();
    while (dropped != null && !dropped.wanted.getAsBoolean()) {
      waiting.remove();
      dropped.promise.tryFail(new StoreSilentException("store " + store + " was asked too late"));
      dropped = waiting.peek();
    }
    // A store that let one call hang is trusted with one more at a time until it answers.
    int width = overstayedInARow == 0 ? WIDTH : 1;
    if (waiting.isEmpty() || running >= width || waitsForPermit) {
      return null;
    }
    if (!permits.take(this::permitFree)) {
      waitsForPermit = true;
      return null;
    }
    running++;
    return waiting.remove();
  }

  private void permitFree() {
    synchronized (this) {
      waitsForPermit = false;
    }
    pump();
  }

  private synchronized List<Call<?>> leaveBehind(Call<?> call) {
    leftBehind++;
    running--;
    overstayedInARow++;
    if (overstayedInARow < ENOUGH && !leftOut) {
      return List.of(call);
    }
    if (!leftOut) {
      log.warn("store={} does not answer, it is left out leftBehind={}", store, leftBehind);
    }
    leftOut = true;
    nextProbe = timeline.now().steady() + PROBE_EVERY.toMillis();
    List<Call<?>> failed = new ArrayList<>(waiting);
    waiting.clear();
    failed.add(call);
    return failed;
  }

  private synchronized void answered(boolean late) {
    if (late) {
      leftBehind--;
    } else {
      running--;
    }
    if (leftOut) {
      log.info("store={} answers again leftBehind={}", store, leftBehind);
    }
    leftOut = false;
    overstayedInARow = 0;
  }

  /** One work under way; its fields are guarded by itself. */
  private final class Call<T> {
    private final Promise<T> promise = Promise.promise();
    private final Work<T> work;
    private final Duration limit;
    private final BooleanSupplier wanted;
    private boolean over;
    private boolean late;
    private long aliveAt;
    private Timeline.@Nullable Timer timer;

    Call(Work<T> work, Duration limit, BooleanSupplier wanted) {
      this.work = work;
      this.limit = limit;
      this.wanted = wanted;
    }

    void start() {
      synchronized (this) {
        aliveAt = timeline.now().steady();
        timer = timeline.after(limit.toMillis(), this::lookAround);
      }
      try {
        threads.execute(this::runWork);
      } catch (RejectedExecutionException e) {
        end();
        promise.tryFail(new StoreSilentException("store " + store + " is closed"));
      }
    }

    private void runWork() {
      try {
        T result = work.run(this::alive);
        end();
        promise.tryComplete(result);
      } catch (Throwable e) {
        end();
        promise.tryFail(e);
      }
      pump();
    }

    private synchronized void alive() {
      aliveAt = timeline.now().steady();
    }

    private void end() {
      boolean wasLate;
      synchronized (this) {
        over = true;
        wasLate = late;
        if (timer != null) {
          timer.cancel();
        }
      }
      answered(wasLate);
      if (!wasLate) {
        permits.release();
      }
    }

    private void lookAround() {
      synchronized (this) {
        long left = aliveAt + limit.toMillis() - timeline.now().steady();
        if (over || left > 0) {
          timer = over ? timer : timeline.after(left, this::lookAround);
          return;
        }
        late = true;
      }
      List<Call<?>> failed = leaveBehind(this);
      permits.release();
      failed.forEach(call -> call.promise.tryFail(silent()));
      pump();
    }
  }
}
