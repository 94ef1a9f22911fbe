package io.damocles.prover;

import org.jspecify.annotations.Nullable;

/**
 * What a job's deadline leaves, milliseconds from now; null if nobody told.
 *
 * @param closeMillis until the proof is worth nothing
 * @param retryMillis while a failure still leaves another worker the time to prove the job
 */
public record TimeLeft(@Nullable Long closeMillis, @Nullable Long retryMillis) {
  public static final TimeLeft UNKNOWN = new TimeLeft(null, null);

  /** What is left so many milliseconds later. */
  public TimeLeft after(long millis) {
    return new TimeLeft(later(closeMillis, millis), later(retryMillis, millis));
  }

  private static @Nullable Long later(@Nullable Long left, long millis) {
    return left == null ? null : Math.max(0, left - millis);
  }
}
