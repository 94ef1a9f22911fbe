package io.damocles.cli;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;

/**
 * Times as the command line prints them; by hand, since a DateTimeFormatter costs 40 ms to load.
 */
final class LocalTimes {
  private LocalTimes() {}

  /** Go's layout {@code 01-02 15:04:05}; {@code -} for 0. */
  static String dayAndTime(long unixSeconds, ZoneId zone) {
    if (unixSeconds == 0) {
      return "-";
    }
    var time = Instant.ofEpochSecond(unixSeconds).atZone(zone);
    return digits(time.getMonthValue(), 2)
        + "-"
        + digits(time.getDayOfMonth(), 2)
        + " "
        + clock(time);
  }

  /** Go's layout {@code 15:04:05}. */
  static String timeOfDay(long unixSeconds, ZoneId zone) {
    return clock(Instant.ofEpochSecond(unixSeconds).atZone(zone));
  }

  /** As go-log writes it: {@code 2026-11-24T12:47:55.581Z}, other zones as {@code +0800}. */
  static String logTime(Instant instant, ZoneId zone) {
    var time = instant.atZone(zone);
    return digits(time.getYear(), 4)
        + "-"
        + digits(time.getMonthValue(), 2)
        + "-"
        + digits(time.getDayOfMonth(), 2)
        + "T"
        + clock(time)
        + "."
        + digits(time.getNano() / 1_000_000, 3)
        + offset(time);
  }

  private static String clock(ZonedDateTime time) {
    return digits(time.getHour(), 2)
        + ":"
        + digits(time.getMinute(), 2)
        + ":"
        + digits(time.getSecond(), 2);
  }

  private static String offset(ZonedDateTime time) {
    var minutes = time.getOffset().getTotalSeconds() / 60;
    if (minutes == 0) {
      return "Z";
    }
    var magnitude = Math.abs(minutes);
    return (minutes < 0 ? "-" : "+") + digits(magnitude / 60, 2) + digits(magnitude % 60, 2);
  }

  private static String digits(int number, int width) {
    var text = Integer.toString(number);
    return "0".repeat(Math.max(0, width - text.length())) + text;
  }
}
