package io.damocles.wire;

/** Why an attempt failed, as it is sent and kept: not endless. */
public final class Reason {
  private static final int LONGEST = 4_096;

  private Reason() {}

  /** At most 4,096 characters; what is cut off is marked with the length that the text had. */
  public static String cut(String text) {
    if (text.length() <= LONGEST) {
      return text;
    }
    String mark = " … (" + text.length() + " characters)";
    int end = LONGEST - mark.length();
    return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end)
        + mark;
  }
}
