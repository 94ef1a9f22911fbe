package io.damocles.worker;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/**
 * How long damocles' manager has not known attempts. After an outage it ends jobs that run and
 * queues them again, and then takes a late result, so one such answer must not cost a proof.
 */
final class UnknownAttempts {
  private final Map<HeldJob, Long> since = new HashMap<>();
  private final Duration patience;

  UnknownAttempts(Duration patience) {
    this.patience = patience;
  }

  /**
   * The manager said that it does not know the attempt.
   *
   * @param now steady milliseconds
   * @return whether it has said nothing else for longer than the patience
   */
  boolean unknown(HeldJob job, long now) {
    return now - since.computeIfAbsent(job, first -> now) > patience.toMillis();
  }

  /** It gave another answer, or none. */
  void otherwise(HeldJob job) {
    since.remove(job);
  }

  /** Forgets all attempts but these. */
  void keepOnly(Collection<HeldJob> held) {
    since.keySet().retainAll(held);
  }
}
