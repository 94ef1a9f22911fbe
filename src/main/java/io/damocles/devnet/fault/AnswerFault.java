package io.damocles.devnet.fault;

import java.util.Locale;

/**
 * Something that goes wrong with answers.
 *
 * @param method the whole name of a method, its name without the namespace, or {@code *} for all; a
 *     {@code *} at the end stands for anything
 * @param probability from 0 to 1
 * @param times after so many times it is over
 * @param millis how late a slow answer is
 * @param text what a failing answer says
 */
public record AnswerFault(
    Kind kind, String method, double probability, long times, long millis, String text) {

  /** How it goes wrong. */
  public enum Kind {
    /** The call is made late. */
    SLOW,
    /** The call is not made; the answer is an error. */
    FAIL,
    /** The call is not made and there is no answer. */
    HANG,
    /** The call is made, and the connection ends instead of the answer. */
    LOST
  }

  public AnswerFault {
    if (!(probability >= 0 && probability <= 1)) {
      throw new IllegalArgumentException("probability is " + probability + ", expected 0 to 1");
    }
    if (millis < 0) {
      throw new IllegalArgumentException("millis is " + millis + ", expected 0 or more");
    }
  }

  /** For ever, with certainty. */
  public static AnswerFault always(Kind kind, String method) {
    return new AnswerFault(kind, method, 1, Long.MAX_VALUE, 0, "fault injected by the devnet");
  }

  boolean concerns(String name) {
    String bare = name.substring(name.indexOf('.') + 1);
    if (method.endsWith("*")) {
      String start = method.substring(0, method.length() - 1);
      return name.startsWith(start) || bare.startsWith(start);
    }
    return method.equals(name) || method.equals(bare);
  }

  AnswerFault onceLess() {
    return new AnswerFault(kind, method, probability, times - 1, millis, text);
  }

  @Override
  public String toString() {
    String left = times == Long.MAX_VALUE ? "" : " times=" + times;
    String late = kind == Kind.SLOW ? " millis=" + millis : "";
    return "%s method=%s probability=%s%s%s"
        .formatted(kind.name().toLowerCase(Locale.ROOT), method, probability, late, left);
  }
}
