package io.damocles.config;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Values as TOML writes them, for messages. */
final class TomlText {
  private TomlText() {}

  static String of(@Nullable Object value) {
    if (value instanceof String text) {
      return "\"" + text + "\"";
    } else if (value instanceof List<?> list) {
      return list.stream().map(TomlText::of).collect(Collectors.joining(", ", "[", "]"));
    } else if (value instanceof Map<?, ?> map) {
      return map.entrySet().stream()
          .map(entry -> entry.getKey() + " = " + of(entry.getValue()))
          .collect(Collectors.joining(", ", "{ ", " }"));
    }
    return String.valueOf(value);
  }
}
