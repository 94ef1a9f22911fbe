package io.damocles.worker;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** Waiting times between retries: doubled each time up to a limit, each cut by up to a quarter. */
final class Backoff {
  private final RandomGenerator random;
  private final Duration first;
  private final Duration limit;
  private Duration next;

  Backoff(Duration first, Duration limit, RandomGenerator random) {
    this.first = first.compareTo(limit) < 0 ? first : limit;
    this.limit = limit;
    this.random = random;
    this.next = this.first;
  }

  /** How long to wait now. */
  Duration next() {
    Duration wait = next;
    Duration doubled = next.multipliedBy(2);
    next = doubled.compareTo(limit) < 0 ? doubled : limit;
    return Duration.ofNanos((long) (wait.toNanos() * (1 - random.nextDouble() / 4)));
  }

  /** Starts anew, after a success. */
  void reset() {
    next = first;
  }
}
