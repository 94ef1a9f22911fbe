package io.damocles.config;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as the worker's file has them: {@code 15s}, {@code 1min}, {@code 2h 30m}. */
public final class HumanDuration {
  private static final Pattern WHOLE = Pattern.compile("\\s*(?:\\d+\\s*[a-zA-Z]+\\s*)+");
  private static final Pattern PART = Pattern.compile("(\\d+)\\s*([a-zA-Z]+)");
  private static final Map<String, Duration> UNITS = units();

  private HumanDuration() {}

  /**
   * Reads whole numbers with units from nanoseconds to years; a month has 30.44 and a year 365.25
   * days.
   *
   * @throws IllegalArgumentException if the text is none
   */
  public static Duration parse(String text) {
    if (!WHOLE.matcher(text).matches()) {
      throw invalid(text);
    }
    var sum = Duration.ZERO;
    Matcher part = PART.matcher(text);
    try {
      while (part.find()) {
        sum = sum.plus(unit(text, part.group(2)).multipliedBy(Long.parseLong(part.group(1))));
      }
    } catch (ArithmeticException | NumberFormatException overflow) {
      throw invalid(text);
    }
    return sum;
  }

  private static Duration unit(String text, String name) {
    Duration unit = UNITS.get(name);
    if (unit == null) {
      throw invalid(text);
    }
    return unit;
  }

  private static Map<String, Duration> units() {
    Map<String, Duration> units = new HashMap<>();
    name(units, Duration.ofNanos(1), "nanos", "nsec", "ns");
    name(units, Duration.ofNanos(1_000), "usec", "us");
    name(units, Duration.ofMillis(1), "millis", "msec", "ms");
    name(units, Duration.ofSeconds(1), "seconds", "second", "secs", "sec", "s");
    name(units, Duration.ofMinutes(1), "minutes", "minute", "mins", "min", "m");
    name(units, Duration.ofHours(1), "hours", "hour", "hrs", "hr", "h");
    name(units, Duration.ofDays(1), "days", "day", "d");
    name(units, Duration.ofDays(7), "weeks", "week", "wks", "wk", "w");
    name(units, Duration.ofSeconds(2_630_016), "months", "month", "M");
    name(units, Duration.ofHours(8_766), "years", "year", "yrs", "yr", "y");
    return Map.copyOf(units);
  }

  private static void name(Map<String, Duration> units, Duration unit, String... names) {
    for (String name : names) {
      units.put(name, unit);
    }
  }

  private static IllegalArgumentException invalid(String text) {
    return new IllegalArgumentException("\"" + text + "\" is no duration");
  }
}
