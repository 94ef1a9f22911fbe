package io.damocles.config;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The line on which each key of a TOML text stands, for error messages; the parser keeps none. */
final class TomlLines {
  private static final Pattern HEADER = Pattern.compile("\\s*(\\[{1,2})\\s*([^]]+?)\\s*]{1,2}.*");
  private static final Pattern ENTRY = Pattern.compile("\\s*([A-Za-z0-9_.\"' -]+?)\\s*=.*");
  private static final Pattern FENCE = Pattern.compile("\"\"\"|'''");

  private final Map<String, Integer> lines = new HashMap<>();
  private final Map<String, Integer> elements = new HashMap<>();
  private String table = "";
  private boolean insideText;

  private TomlLines() {}

  static TomlLines of(String text) {
    var lines = new TomlLines();
    var number = 1;
    for (String line : text.split("\n", -1)) {
      lines.read(line, number++);
    }
    return lines;
  }

  /** The line of a path such as {@code Miners[0].PoSt.Senders}, or of the nearest part above it. */
  OptionalInt find(String path) {
    var key = path.toLowerCase(Locale.ROOT);
    while (!key.isEmpty()) {
      Integer line = lines.getOrDefault(key, lines.get(key + "[0]"));
      if (line != null) {
        return OptionalInt.of(line);
      }
      key = key.substring(0, Math.max(0, Math.max(key.lastIndexOf('.'), key.lastIndexOf('['))));
    }
    return OptionalInt.empty();
  }

  private void read(String line, int number) {
    var wasInside = insideText;
    insideText ^= FENCE.matcher(line).results().count() % 2 == 1;
    if (wasInside) {
      return;
    }
    Matcher header = HEADER.matcher(line);
    Matcher entry = ENTRY.matcher(line);
    if (header.matches()) {
      table = enter(normal(header.group(2)), header.group(1).length() == 2);
      lines.putIfAbsent(table, number);
    } else if (entry.matches()) {
      var key = normal(entry.group(1));
      lines.putIfAbsent(table.isEmpty() ? key : table + "." + key, number);
    }
  }

  private String enter(String name, boolean element) {
    var path = new StringBuilder();
    String[] parts = name.split("\\.", -1);
    for (int i = 0; i < parts.length; i++) {
      path.append(i == 0 ? "" : ".").append(parts[i]);
      var array = path.toString();
      if (element && i == parts.length - 1) {
        elements.merge(array, 1, Integer::sum);
      }
      if (elements.containsKey(array)) {
        path.append('[').append(elements.get(array) - 1).append(']');
      }
    }
    return path.toString();
  }

  private static String normal(String key) {
    return key.replaceAll("[\"']", "").replaceAll("\\s*\\.\\s*", ".").toLowerCase(Locale.ROOT);
  }
}
