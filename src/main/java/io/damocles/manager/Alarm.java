package io.damocles.manager;

import io.damocles.time.Timeline;
import io.vertx.core.Future;
import java.util.OptionalLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A task that knows when it is next needed: it runs, says in how many milliseconds it wants to run
 * again, and is woken earlier when somebody asks. It never overlaps and never dies of a failure.
 * Used from one context.
 */
final class Alarm {
  private static final Logger log = LoggerFactory.getLogger(Alarm.class);
  private static final long RETRY_MILLIS = 1_000;

  private final String name;
  private final Timeline timeline;
  private final Supplier<Future<OptionalLong>> task;
  private Timeline.@Nullable Timer timer;
  private long due = Long.MAX_VALUE;
  private boolean running;
  private boolean stopped;

  Alarm(String name, Timeline timeline, Supplier<Future<OptionalLong>> task) {
    this.name = name;
    this.timeline = timeline;
    this.task = task;
  }

  /** Runs the task in so many milliseconds, or sooner if that was asked for already. */
  void within(long millis) {
    long wanted = timeline.now().steady() + Math.max(0, millis);
    if (stopped || wanted >= due) {
      return;
    }
    due = wanted;
    if (!running) {
      arm();
    }
  }

  /** Never runs the task again. */
  void stop() {
    stopped = true;
    cancel();
  }

  private void arm() {
    cancel();
    timer = timeline.after(due - timeline.now().steady(), this::ring);
  }

  private void cancel() {
    if (timer != null) {
      timer.cancel();
      timer = null;
    }
  }

  private void ring() {
    timer = null;
    due = Long.MAX_VALUE;
    running = true;
    begin()
        .recover(this::survive)
        .onSuccess(
            next -> {
              running = false;
              next.ifPresent(this::within);
              if (!stopped && due != Long.MAX_VALUE) {
                arm();
              }
            });
  }

  private Future<OptionalLong> begin() {
    try {
      return task.get();
    } catch (RuntimeException e) {
      return Future.failedFuture(e);
    }
  }

  private Future<OptionalLong> survive(Throwable failure) {
    log.warn("task={} failed, runs again in {} ms", name, RETRY_MILLIS, failure);
    return Future.succeededFuture(OptionalLong.of(RETRY_MILLIS));
  }
}
