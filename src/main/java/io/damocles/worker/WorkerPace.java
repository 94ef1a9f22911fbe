package io.damocles.worker;

import java.time.Duration;

/**
 * The times that damocles fixes in code or does not have.
 *
 * @param beat between two heartbeats of a held job
 * @param longPoll how long the manager may hold back the answer to an ask
 * @param shortPoll the same while other threads that may take other jobs wait for a slot
 * @param call limit of every call
 * @param firstRetry first wait after a failed call
 * @param patience how long damocles' manager may say that it does not know an attempt
 */
record WorkerPace(
    Duration beat,
    Duration longPoll,
    Duration shortPoll,
    Duration call,
    Duration firstRetry,
    Duration patience) {
  static final WorkerPace DEFAULT =
      new WorkerPace(
          Duration.ofSeconds(3),
          Duration.ofSeconds(30),
          Duration.ofSeconds(1),
          Duration.ofSeconds(10),
          Duration.ofSeconds(1),
          Duration.ofSeconds(15));
}
