package io.damocles.worker;

/** An error's text as a manager gets it: not endless, and on one line. */
final class ReasonText {
  private static final int LIMIT = 4_096;

  private ReasonText() {}

  /** At most 4,096 characters; what is cut off is marked with the length that the text had. */
  static String cut(String text) {
    if (text.length() <= LIMIT) {
      return text;
    }
    String mark = " … (" + text.length() + " characters)";
    int end = LIMIT - mark.length();
    return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end)
        + mark;
  }

  /** As damocles' worker writes it (Rust's {@code escape_debug}). */
  static String escape(String text) {
    StringBuilder out = new StringBuilder(text.length() + 16);
    text.codePoints().forEach(c -> escape(c, out));
    return out.toString();
  }

  private static void escape(int c, StringBuilder out) {
    switch (c) {
      case 0 -> out.append("\\0");
      case '\t' -> out.append("\\t");
      case '\r' -> out.append("\\r");
      case '\n' -> out.append("\\n");
      case '"', '\'', '\\' -> out.append('\\').appendCodePoint(c);
      default -> {
        if (Character.isISOControl(c)) {
          out.append("\\u{").append(Integer.toHexString(c)).append('}');
        } else {
          out.appendCodePoint(c);
        }
      }
    }
  }
}
