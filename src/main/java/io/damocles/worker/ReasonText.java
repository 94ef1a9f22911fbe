package io.damocles.worker;

/** An error's text as a manager gets it: on one line. */
final class ReasonText {
  private ReasonText() {}

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
