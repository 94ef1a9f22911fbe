package io.damocles.rpc;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** Growing pauses between attempts, each cut by up to a quarter so that clients do not march. */
final class ReconnectPauses {
  private static final double GROWTH = 1.5;

  private final RandomGenerator random;
  private final double first;
  private final double longest;
  private double next;

  ReconnectPauses(Duration first, Duration longest, RandomGenerator random) {
    this.random = random;
    this.first = first.toMillis();
    this.longest = longest.toMillis();
    this.next = this.first;
  }

  /** How many milliseconds to wait now. */
  long next() {
    double pause = Math.min(next, longest);
    next = pause * GROWTH;
    return Math.max(1, Math.round(pause * (1 - random.nextDouble() / 4)));
  }

  /** Starts anew, after a connection that worked. */
  void reset() {
    next = first;
  }
}
