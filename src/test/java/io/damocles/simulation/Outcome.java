package io.damocles.simulation;

import java.util.List;

/**
 * How a scenario went.
 *
 * @param partitions that were due
 * @param missed those of them that were not on chain at their close
 * @param proofs that were begun to be computed
 * @param messages that proved partitions and reached the pool, each once however often it was sent
 * @param recoveries messages that declared recoveries, likewise
 */
record Outcome(
    long partitions,
    long missed,
    long proofs,
    long messages,
    long recoveries,
    List<String> violations) {

  /** With so many more. */
  Outcome plus(long moreProofs, long moreMessages) {
    return new Outcome(
        partitions, missed, proofs + moreProofs, messages + moreMessages, recoveries, violations);
  }
}
