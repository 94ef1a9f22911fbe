package io.damocles.rpc;

import io.vertx.core.buffer.Buffer;
import org.jspecify.annotations.Nullable;

/** JSON as Go's encoder writes it: the characters of HTML escaped. */
final class GoJson {
  private GoJson() {}

  /** The same JSON; {@code <}, {@code >} and {@code &} can only stand within its strings. */
  static Buffer escaped(Buffer json) {
    byte[] bytes = json.getBytes();
    int from = 0;
    Buffer escaped = null;
    for (int i = 0; i < bytes.length; i++) {
      String escape = escape(bytes[i]);
      if (escape != null) {
        escaped = escaped == null ? Buffer.buffer(bytes.length + 64) : escaped;
        escaped.appendBytes(bytes, from, i - from).appendString(escape);
        from = i + 1;
      }
    }
    return escaped == null ? json : escaped.appendBytes(bytes, from, bytes.length - from);
  }

  private static @Nullable String escape(byte character) {
    return switch (character) {
      case '<' -> "\\u003c";
      case '>' -> "\\u003e";
      case '&' -> "\\u0026";
      default -> null;
    };
  }
}
