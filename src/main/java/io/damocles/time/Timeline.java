package io.damocles.time;

/** The clocks and the timer of whatever is driven by time. */
public interface Timeline {

  /** Both clocks now. */
  Moment now();

  /**
   * Runs the task once, after so many milliseconds (0 or less: as soon as possible), unless
   * cancelled before.
   */
  Timer after(long delayMillis, Runnable task);

  /** A task that waits for its time. */
  interface Timer {
    /** Does nothing if the task ran already. */
    void cancel();
  }
}
