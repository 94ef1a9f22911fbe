package io.damocles.manager;

import java.util.Locale;

/** Why an attempt failed, in the few words that a metric's label may have. */
enum FailureKind {
  /** The manager found the proof wrong. */
  REJECTED,
  /** Its worker sent neither a proof nor a reason. */
  EMPTY,
  /** It made no progress. */
  STALLED,
  /** Not one sector could be read. */
  UNREADABLE,
  /** Whatever else its worker said. */
  REPORTED;

  static final String REJECTED_PREFIX = "proof rejected: ";
  static final String STALLED_PREFIX = "no progress for ";
  private static final String UNREADABLE_PREFIX = "none of ";
  private static final String EMPTY_PREFIX = "the worker sent neither";

  static FailureKind of(String reason) {
    if (reason.startsWith(REJECTED_PREFIX)) {
      return REJECTED;
    } else if (reason.startsWith(STALLED_PREFIX)) {
      return STALLED;
    } else if (reason.startsWith(UNREADABLE_PREFIX)) {
      return UNREADABLE;
    }
    return reason.startsWith(EMPTY_PREFIX) ? EMPTY : REPORTED;
  }

  String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
