package io.damocles.poster;

import io.damocles.time.Timeline;
import org.jspecify.annotations.Nullable;

/** Runs a task again after a failure, after pauses that double from 1 s to 30 s. */
final class Retry {
  private static final long FIRST_MILLIS = 1_000;
  private static final long LONGEST_MILLIS = 30_000;

  private final Timeline timeline;
  private int failures;
  private Timeline.@Nullable Timer waiting;

  Retry(Timeline timeline) {
    this.timeline = timeline;
  }

  /** How many times in a row it failed. */
  int failures() {
    return failures;
  }

  boolean isWaiting() {
    return waiting != null;
  }

  /** Runs the task after the next pause, in place of one that waits. */
  void later(Runnable task) {
    failures++;
    cancel();
    waiting =
        timeline.after(
            Math.min(FIRST_MILLIS << Math.min(failures - 1, 10), LONGEST_MILLIS),
            () -> {
              waiting = null;
              task.run();
            });
  }

  /** It went well: the next pause is the first one again. */
  void reset() {
    failures = 0;
    cancel();
  }

  void cancel() {
    if (waiting != null) {
      waiting.cancel();
      waiting = null;
    }
  }
}
