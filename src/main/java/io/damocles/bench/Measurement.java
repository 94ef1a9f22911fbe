package io.damocles.bench;

/**
 * What a phase came to.
 *
 * @param count calls answered
 * @param refused those of them answered with an error
 * @param seconds from the first call to the last answer
 * @param rate calls a second
 * @param p50Ms median, milliseconds from a call's first byte written to its answer's last byte read
 */
record Measurement(
    int count, int refused, double seconds, double rate, double p50Ms, double p99Ms, double maxMs) {

  /**
   * Both together; of the times the worse one, since what is between them is not known any more.
   */
  Measurement and(Measurement other) {
    double together = seconds + other.seconds;
    return new Measurement(
        count + other.count,
        refused + other.refused,
        together,
        (count + other.count) / together,
        Math.max(p50Ms, other.p50Ms),
        Math.max(p99Ms, other.p99Ms),
        Math.max(maxMs, other.maxMs));
  }
}
