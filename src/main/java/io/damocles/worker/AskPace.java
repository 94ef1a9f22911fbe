package io.damocles.worker;

import java.time.Duration;

/**
 * When a thread asks again. A manager that holds requests back is asked again at once; damocles'
 * answers an empty list at once and is asked every {@code recover_interval}.
 */
final class AskPace {
  private final Duration longPoll;
  private final Duration recoverInterval;
  private final Backoff errors;
  private final Backoff failures;
  private boolean holdsBack;

  /**
   * A pace.
   *
   * @param errors for calls that failed
   * @param failures for proofs that failed
   */
  AskPace(Duration longPoll, Duration recoverInterval, Backoff errors, Backoff failures) {
    this.longPoll = longPoll;
    this.recoverInterval = recoverInterval;
    this.errors = errors;
    this.failures = failures;
  }

  /** The wait after an empty answer that took so long. */
  Duration afterEmpty(Duration took) {
    if (took.compareTo(longPoll.multipliedBy(9).dividedBy(10)) >= 0) {
      holdsBack = true;
      errors.reset();
      return Duration.ZERO;
    }
    return holdsBack ? errors.next() : recoverInterval;
  }

  /** The wait after a call that failed. */
  Duration afterError() {
    return errors.next();
  }

  /** A job came. */
  void got() {
    errors.reset();
  }

  /** The wait after a proof; a worker that fails every job at once must not burn them all. */
  Duration afterProof(boolean succeeded) {
    if (succeeded) {
      failures.reset();
      return Duration.ZERO;
    }
    return failures.next();
  }
}
