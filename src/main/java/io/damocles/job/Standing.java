package io.damocles.job;

/**
 * What an attempt's write came to.
 *
 * @param kind what happened
 * @param message for the worker and the log; empty for {@link Kind#ACCEPTED}
 */
public record Standing(Kind kind, String message) {

  /** The kinds. */
  public enum Kind {
    /** The attempt is the current one; the write is stored. */
    ACCEPTED,
    /** The same write was stored before; nothing changed. */
    REPEATED,
    /**
     * The attempt is over: another one began, the job was reset, finished or expired. Nothing
     * changed.
     */
    STALE,
    /** There is no such job or attempt. */
    UNKNOWN
  }

  /** The write is stored. */
  public static Standing accepted() {
    return new Standing(Kind.ACCEPTED, "");
  }

  /** Nothing changed, and why. */
  public static Standing refused(Kind kind, String message) {
    return new Standing(kind, message);
  }

  /** There is no such job or attempt; worded as damocles does, whose tools may look for it. */
  public static Standing unknown() {
    return new Standing(Kind.UNKNOWN, "key not found");
  }

  /** Whether the worker may take the write for done. */
  public boolean isDone() {
    return kind == Kind.ACCEPTED || kind == Kind.REPEATED;
  }
}
