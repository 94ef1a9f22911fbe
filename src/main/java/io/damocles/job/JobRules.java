package io.damocles.job;

import java.time.Duration;

/**
 * The rules of retry, order and age, as numbers.
 *
 * @param maxTry attempts a job may have in all (JobMaxTry)
 * @param heartbeatTimeout length of a lease (HeartbeatTimeout)
 * @param lifetime age at which a job is deleted, whatever its state (JobLifetime)
 */
public record JobRules(int maxTry, Duration heartbeatTimeout, Duration lifetime) {
  /** What a proof takes when nobody said so: a 32GiB partition on a GPU machine. */
  public static final Duration DEFAULT_EXPECTED = Duration.ofMinutes(10);

  /** Kept free between the expected end of a job and its close. */
  public static final Duration MARGIN = Duration.ofMinutes(1);

  private static final long LONGEST_PAUSE_MILLIS = 10_000;

  public JobRules {
    if (maxTry < 1) {
      throw new IllegalArgumentException("JobMaxTry is " + maxTry + ", expected 1 or more");
    }
    if (heartbeatTimeout.toMillis() < 1 || lifetime.toMillis() < 1) {
      throw new IllegalArgumentException(
          "HeartbeatTimeout is %s and JobLifetime is %s, expected more than 0"
              .formatted(heartbeatTimeout, lifetime));
    }
  }

  /**
   * Key of "earliest deadline first" (design D3): when the job must start at the latest, unix
   * milliseconds.
   */
  public static long latestStart(long closeAt, long expectedMillis) {
    return closeAt == NewJob.NEVER ? NewJob.NEVER : closeAt - expectedMillis - MARGIN.toMillis();
  }

  /** Whether a job with so many failed tries is given out again without a reset. */
  public boolean mayRetry(int tries) {
    return tries < maxTry;
  }

  /**
   * Milliseconds between an attempt that reported its failure and the next one: 1 s, 2 s, 4 s … up
   * to 10 s, but never more than an eighth of what is left until close. A worker that died is
   * replaced at once.
   */
  public static long pauseMillis(int tries, long wall, long closeAt) {
    long pause = Math.min(1000L << Math.min(tries - 1, 10), LONGEST_PAUSE_MILLIS);
    return closeAt == NewJob.NEVER ? pause : Math.min(pause, Math.max(0, closeAt - wall) / 8);
  }
}
