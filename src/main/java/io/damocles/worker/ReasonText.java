package io.damocles.worker;

/** Writes an error's text on one line as damocles' worker does (Rust's {@code escape_debug}). */
final class ReasonText {
  private ReasonText() {}

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
