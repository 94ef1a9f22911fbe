package io.damocles.simulation;

import io.damocles.time.Moment;
import io.damocles.time.Timeline;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Callable;

/**
 * One life of the manager's process: its clocks, its timers and the answers that it waits for. When
 * it ends, nothing of it runs any more.
 */
final class Life implements Timeline {
  private final SimulatedTime time;
  private final WallClock wall;
  private final long born;
  private final Set<SimulatedTime.Event> timers = new HashSet<>();
  private boolean alive = true;

  /** The machine's wall clock, which outlives a process. */
  static final class WallClock {
    private long ahead;

    /** Sets it so many milliseconds ahead of where it is. */
    void jump(long millis) {
      ahead += millis;
    }
  }

  Life(SimulatedTime time, WallClock wall, long steadyAtBirth) {
    this.time = time;
    this.wall = wall;
    this.born = time.now() - steadyAtBirth;
  }

  boolean isAlive() {
    return alive;
  }

  void end() {
    alive = false;
    timers.forEach(SimulatedTime.Event::cancel);
    timers.clear();
  }

  /** Timers that wait. */
  int timers() {
    return timers.size();
  }

  @Override
  public Moment now() {
    return new Moment(time.now() + wall.ahead, time.now() - born);
  }

  @Override
  public Timer after(long delayMillis, Runnable task) {
    SimulatedTime.Event[] event = new SimulatedTime.Event[1];
    SimulatedTime.Event made =
        time.after(
            delayMillis,
            () -> {
              timers.remove(event[0]);
              if (alive) {
                task.run();
              }
            });
    event[0] = made;
    timers.add(made);
    return () -> {
      made.cancel();
      timers.remove(made);
    };
  }

  /** What the work gives in so many milliseconds, if this life lasts so long. */
  <T> Future<T> answer(long delayMillis, Callable<T> work) {
    Promise<T> promise = Promise.promise();
    time.after(
        delayMillis,
        () -> {
          if (alive) {
            settle(promise, work);
          }
        });
    return promise.future();
  }

  private static <T> void settle(Promise<T> promise, Callable<T> work) {
    T value;
    try {
      value = work.call();
    } catch (Exception e) {
      promise.fail(e);
      return;
    }
    promise.complete(value);
  }
}
