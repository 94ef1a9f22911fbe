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
    int count,
    int refused,
    double seconds,
    double rate,
    double p50Ms,
    double p99Ms,
    double maxMs) {}
