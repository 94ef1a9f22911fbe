package io.damocles.simulation;

/**
 * What becomes of an attempt.
 *
 * @param millis until it ends
 */
record Fate(Kind kind, long millis) {

  /** The kinds. */
  enum Kind {
    /** It proves. */
    PROVES,
    /** Its worker dies without a word, and is back after that time. */
    DIES,
    /** It proves, but nothing is heard of it meanwhile. */
    SILENT,
    /** It hands in a wrong proof. */
    LIES,
    /** It reports a failure. */
    FAILS
  }
}
