package io.damocles.cli;

import java.util.ArrayList;
import java.util.List;

/** A duration as the Rust library humantime writes it: {@code 1day 2h 5m 7s}. */
final class ShortDuration {
  private static final long YEAR = 31_557_600;
  private static final long MONTH = 2_630_016;
  private static final long DAY = 86_400;

  private ShortDuration() {}

  static String of(long seconds) {
    List<String> parts = new ArrayList<>();
    var rest = seconds % YEAR;
    words(parts, seconds / YEAR, "year");
    words(parts, rest / MONTH, "month");
    rest %= MONTH;
    words(parts, rest / DAY, "day");
    rest %= DAY;
    letter(parts, rest / 3_600, "h");
    letter(parts, rest / 60 % 60, "m");
    letter(parts, rest % 60, "s");
    return parts.isEmpty() ? "0s" : String.join(" ", parts);
  }

  private static void words(List<String> parts, long count, String unit) {
    if (count > 0) {
      parts.add(count + unit + (count == 1 ? "" : "s"));
    }
  }

  private static void letter(List<String> parts, long count, String unit) {
    if (count > 0) {
      parts.add(count + unit);
    }
  }
}
