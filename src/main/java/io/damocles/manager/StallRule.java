package io.damocles.manager;

import io.damocles.job.JobRules;
import io.damocles.job.NewJob;
import io.damocles.job.sql.Attempts.Due;
import java.time.Duration;

/**
 * When an attempt that makes no progress gives way to another worker. Silence alone proves nothing,
 * a SNARK is silent for minutes, so it may last for as long as a whole proof is expected to take,
 * and nothing happens before the last moment at which another worker can still make it.
 */
final class StallRule {
  private StallRule() {}

  /**
   * Whether the attempt gives way.
   *
   * @param silentMillis how long its progress has not changed
   * @param wall unix milliseconds
   */
  static boolean givesWay(Due due, long silentMillis, long wall) {
    if (due.closeAt() == NewJob.NEVER) {
      return false;
    }
    long expected = due.closeAt() - JobRules.MARGIN.toMillis() - due.latestStart();
    boolean lastMoment = wall >= due.latestStart() && wall + expected <= due.closeAt();
    return lastMoment && silentMillis >= expected;
  }

  /** The failure's reason. */
  static String reason(String stage, long silentMillis) {
    return FailureKind.STALLED_PREFIX
        + Duration.ofMillis(silentMillis).toSeconds()
        + " s (stage "
        + stage
        + "), another worker can still make it before the deadline closes";
  }
}
