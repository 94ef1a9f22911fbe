package io.damocles.devnet.chain;

import java.time.Duration;
import java.time.Instant;

/**
 * When epochs begin. After a stop, or a long pause of the machine, the schedule moves instead of
 * the chain catching up: thousands of null rounds would close every deadline unproven.
 *
 * @param genesisMillis when epoch 0 began, or would have begun had the chain never paused; unix
 *     milliseconds
 */
record Schedule(long genesisMillis, long epochMillis) {

  Schedule {
    if (epochMillis <= 0) {
      throw new IllegalArgumentException(
          "an epoch lasts " + epochMillis + " ms, expected 1 ms or more");
    }
  }

  static Schedule starting(Instant genesis, Duration epoch) {
    return new Schedule(genesis.toEpochMilli(), epoch.toMillis());
  }

  long epochAt(Instant now) {
    return Math.floorDiv(now.toEpochMilli() - genesisMillis, epochMillis);
  }

  Instant startOf(long epoch) {
    return Instant.ofEpochMilli(genesisMillis + epoch * epochMillis);
  }

  /** As blocks show it. */
  long timestamp(long epoch) {
    return startOf(epoch).getEpochSecond();
  }

  /** The schedule by which the given epoch has just begun. */
  Schedule movedTo(long epoch, Instant now) {
    return new Schedule(now.toEpochMilli() - epoch * epochMillis, epochMillis);
  }

  /** The schedule by which epochs last as long as the given ones, from this epoch on. */
  Schedule withEpochs(Duration epoch, long from, Instant now) {
    return starting(now, epoch).movedTo(from, now);
  }
}
