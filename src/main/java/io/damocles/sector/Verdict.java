package io.damocles.sector;

/**
 * What came of looking at a sector in one place.
 *
 * @param reason for the operator; empty if it is good
 */
record Verdict(Kind kind, String reason) {
  static final Verdict GOOD = new Verdict(Kind.GOOD, "");

  /** How it went. */
  enum Kind {
    GOOD,
    /** A file is not there, though its store is. */
    MISSING,
    /** It cannot be proven from here. */
    BAD,
    /** Nothing is known. */
    UNCHECKED
  }

  static Verdict missing(String reason) {
    return new Verdict(Kind.MISSING, reason);
  }

  static Verdict bad(String reason) {
    return new Verdict(Kind.BAD, reason);
  }

  static Verdict unchecked(String reason) {
    return new Verdict(Kind.UNCHECKED, reason);
  }

  boolean isGood() {
    return kind == Kind.GOOD;
  }
}
