package io.damocles.config;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One table of a TOML file, read key by key; it remembers which keys were asked for. */
final class TomlTable {
  /** How keys are found: as written, or as written and else in any case (Go's decoders). */
  enum Keys {
    EXACT,
    ANY_CASE
  }

  private static final BigInteger UNSIGNED_LIMIT = BigInteger.ONE.shiftLeft(64);

  private final TomlSource source;
  private final Keys keys;
  private final String path;
  private final Map<String, Object> values;
  private final Set<String> asked = new LinkedHashSet<>();
  private final List<TomlTable> children = new ArrayList<>();
  private final List<String> idle = new ArrayList<>();

  private TomlTable(TomlSource source, Keys keys, String path, Map<String, Object> values) {
    this.source = source;
    this.keys = keys;
    this.path = path;
    this.values = values;
  }

  static TomlTable root(TomlSource source, Keys keys) {
    return new TomlTable(source, keys, "", source.root());
  }

  boolean has(String key) {
    return find(key) != null;
  }

  Optional<String> string(String key) {
    return read(key, "a string", value -> value instanceof String text ? text : null);
  }

  boolean bool(String key, boolean otherwise) {
    return read(key, "true or false", value -> value instanceof Boolean flag ? flag : null)
        .orElse(otherwise);
  }

  /** A number with or without a fraction. */
  double decimal(String key, double otherwise) {
    return read(key, "a number", value -> value instanceof Number n ? n.doubleValue() : null)
        .orElse(otherwise);
  }

  /** A whole number between {@code min} and {@code max}, both included. */
  Optional<Long> integer(String key, long min, long max) {
    return read(key, "a whole number from " + min + " to " + max, value -> within(value, min, max));
  }

  /** An unsigned 64-bit number. */
  Optional<Long> unsigned(String key) {
    return read(key, "a whole number from 0 to 2^64-1", TomlTable::unsignedValue);
  }

  Optional<List<Long>> unsigneds(String key) {
    return list(key, "a list of whole numbers from 0 to 2^64-1", TomlTable::unsignedValue);
  }

  List<String> strings(String key) {
    return list(key, "a list of strings", value -> value instanceof String text ? text : null)
        .orElse(List.of());
  }

  /** A string in a notation of its own; {@code allowed} says which, for the error. */
  <T> Optional<T> text(String key, String allowed, Function<String, T> parser) {
    return read(key, allowed, value -> value instanceof String t ? parser.apply(t) : null);
  }

  /** A list of which every element can be read; a reader answers null for what is not allowed. */
  <T> Optional<List<T>> list(String key, String allowed, Function<Object, @Nullable T> reader) {
    return read(key, allowed, value -> elements(value, reader));
  }

  /** A value read by {@code reader}, which answers null or throws for what is not allowed. */
  <T> Optional<T> read(String key, String allowed, Function<Object, @Nullable T> reader) {
    var value = find(key);
    if (value == null) {
      return Optional.empty();
    }
    try {
      T read = reader.apply(value);
      if (read != null) {
        return Optional.of(read);
      }
    } catch (IllegalArgumentException notAllowed) {
      throw error(key, "expected " + allowed, notAllowed);
    }
    throw error(key, "expected " + allowed, null);
  }

  /** The table of that name; an empty one if there is none. */
  TomlTable table(String key) {
    return optionalTable(key).orElseGet(() -> child(key, Map.of()));
  }

  Optional<TomlTable> optionalTable(String key) {
    return read(key, "a table", TomlTable::mapOf).map(map -> child(key, map));
  }

  /** One table, or an array of tables; none if there is no such key. */
  List<TomlTable> oneOrMore(String key) {
    if (find(key) instanceof List<?>) {
      return tables(key).orElse(List.of());
    }
    return optionalTable(key).stream().toList();
  }

  /** The array of tables of that name, if there is one. */
  Optional<List<TomlTable>> tables(String key) {
    return list(key, "an array of tables, [[" + pathOf(key) + "]]", TomlTable::mapOf)
        .map(maps -> children(key, maps));
  }

  /** A table of strings. */
  Map<String, String> stringMap(String key) {
    var table = table(key);
    Map<String, String> map = new LinkedHashMap<>();
    for (String name : table.values.keySet()) {
      table.string(name).ifPresent(text -> map.put(name, text));
    }
    return map;
  }

  Set<String> names() {
    return values.keySet();
  }

  /** The paths of all keys below that nobody asked for. */
  List<String> unknown() {
    List<String> unknown = new ArrayList<>();
    values.keySet().stream()
        .filter(key -> !asked.contains(key))
        .map(this::pathOf)
        .forEach(unknown::add);
    children.forEach(child -> unknown.addAll(child.unknown()));
    return unknown;
  }

  /** Keys that change nothing, whatever they hold; says why of each that is there. */
  void idle(List<String> keys, String why) {
    keys.forEach(key -> idle(key, why));
  }

  /** A key that is read and changes nothing; says why if it is there. */
  void idle(String key, String why) {
    if (has(key)) {
      idle.add(place(key) + " has no effect: " + why);
    }
  }

  /** Something to tell of this table that stops nothing. */
  void warn(String what) {
    idle.add(what);
  }

  /** None of its keys counts, which has been told. */
  void passOver() {
    asked.addAll(values.keySet());
    children.clear();
    idle.clear();
  }

  /** {@code file:line: key has no effect: why}, for this table and those below. */
  List<String> idle() {
    List<String> all = new ArrayList<>(idle);
    children.forEach(child -> all.addAll(child.idle()));
    return all;
  }

  /** {@code file:line: key = value: what is wrong}. */
  ConfigException error(String key, String wrong, @Nullable Throwable cause) {
    return new ConfigException(place(key) + " = " + TomlText.of(find(key)) + ": " + wrong, cause);
  }

  /** {@code file: key is missing: expected …}. */
  ConfigException missing(String key, String expected) {
    return new ConfigException(place(key) + " is missing: expected " + expected);
  }

  /** {@code file:line: key}; of the table itself for no key. */
  String place(String key) {
    var line = source.lines().get().find(pathOf(key));
    var at = line.isPresent() ? ":" + line.getAsInt() : "";
    return source.file() + at + ": " + pathOf(key);
  }

  private @Nullable Object find(String key) {
    if (values.containsKey(key)) {
      asked.add(key);
      return values.get(key);
    }
    if (keys == Keys.EXACT) {
      return null;
    }
    for (Map.Entry<String, Object> entry : values.entrySet()) {
      if (entry.getKey().equalsIgnoreCase(key)) {
        asked.add(entry.getKey());
        return entry.getValue();
      }
    }
    return null;
  }

  private TomlTable child(String key, Map<String, Object> map) {
    var child = new TomlTable(source, keys, pathOf(key), map);
    children.add(child);
    return child;
  }

  private List<TomlTable> children(String key, List<Map<String, Object>> maps) {
    List<TomlTable> tables = new ArrayList<>();
    for (Map<String, Object> map : maps) {
      tables.add(child(key + "[" + tables.size() + "]", map));
    }
    return tables;
  }

  private String pathOf(String key) {
    if (key.isEmpty()) {
      return path;
    }
    return path.isEmpty() ? key : path + "." + key;
  }

  @SuppressWarnings("unchecked") // Jackson makes nothing else of a TOML table
  private static @Nullable Map<String, Object> mapOf(Object value) {
    return value instanceof Map<?, ?> map ? (Map<String, Object>) map : null;
  }

  private static <T> @Nullable List<T> elements(
      Object value, Function<Object, @Nullable T> reader) {
    if (!(value instanceof List<?> list)) {
      return null;
    }
    List<T> read = new ArrayList<>();
    for (Object element : list) {
      T one = reader.apply(element);
      if (one == null) {
        return null;
      }
      read.add(one);
    }
    return List.copyOf(read);
  }

  private static @Nullable Long within(Object value, long min, long max) {
    var whole = value instanceof Integer || value instanceof Long;
    return whole && ((Number) value).longValue() >= min && ((Number) value).longValue() <= max
        ? (Long) ((Number) value).longValue()
        : null;
  }

  private static @Nullable Long unsignedValue(Object value) {
    if (value instanceof BigInteger big) {
      return big.signum() >= 0 && big.compareTo(UNSIGNED_LIMIT) < 0 ? (Long) big.longValue() : null;
    }
    return within(value, 0, Long.MAX_VALUE);
  }
}
