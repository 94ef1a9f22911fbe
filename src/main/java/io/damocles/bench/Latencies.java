package io.damocles.bench;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/** Every measured time of a phase, kept whole: some hundred thousand numbers at the most. */
final class Latencies {
  private long[] nanos = new long[1024];
  private int count;

  void add(long value) {
    if (count == nanos.length) {
      nanos = Arrays.copyOf(nanos, count * 2);
    }
    nanos[count++] = value;
  }

  int count() {
    return count;
  }

  /**
   * What was measured.
   *
   * @param nanosInAll how long the phase took
   * @param refused calls that were answered with an error
   */
  Measurement over(long nanosInAll, int refused) {
    long[] sorted = Arrays.copyOf(nanos, count);
    Arrays.sort(sorted);
    double seconds = Math.max(1, nanosInAll) / (double) TimeUnit.SECONDS.toNanos(1);
    return new Measurement(
        count,
        refused,
        seconds,
        count / seconds,
        millis(sorted, 0.50),
        millis(sorted, 0.99),
        millis(sorted, 1));
  }

  /** The smallest value that so great a share of all does not exceed. */
  private static double millis(long[] sorted, double share) {
    if (sorted.length == 0) {
      return 0;
    }
    int rank = (int) Math.ceil(share * sorted.length);
    return sorted[Math.max(0, rank - 1)] / (double) TimeUnit.MILLISECONDS.toNanos(1);
  }
}
