package io.damocles.job.sql;

import io.damocles.job.AttemptId;
import io.damocles.job.ClaimTimes;
import org.jspecify.annotations.Nullable;

/**
 * A job that was claimed.
 *
 * @param sectors entries of its input
 * @param times what its deadline leaves
 * @param input canonical JSON; null if it is large and must be read by itself
 */
public record Claimed(AttemptId attempt, int sectors, ClaimTimes times, byte @Nullable [] input) {
  private static final long SECTOR_BYTES = 260;

  /** What the input takes in memory, roughly. */
  public long inputBytes() {
    return input == null ? sectors * SECTOR_BYTES : input.length;
  }
}
