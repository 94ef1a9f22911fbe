package io.damocles.job;

import java.util.OptionalLong;

/**
 * What the deadline of a job left when an attempt claimed it, milliseconds.
 *
 * @param close until the proof is worth nothing; empty: it has no end
 * @param retry while a failure of this attempt leaves time for another one; empty: there is no
 *     other one
 */
public record ClaimTimes(OptionalLong close, OptionalLong retry) {

  /**
   * The times of an attempt that is claimed now.
   *
   * @param mayRetry whether the job has a try left after this one
   */
  public static ClaimTimes of(long closeAt, long latestStart, boolean mayRetry, long wall) {
    if (closeAt == NewJob.NEVER) {
      return new ClaimTimes(OptionalLong.empty(), OptionalLong.empty());
    }
    return new ClaimTimes(
        OptionalLong.of(Math.max(0, closeAt - wall)),
        mayRetry && latestStart > wall
            ? OptionalLong.of(latestStart - wall)
            : OptionalLong.empty());
  }
}
