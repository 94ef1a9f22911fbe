package io.damocles.config;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as Go writes and reads them: {@code 25h0m0s}, {@code 1.204s}, {@code 350ms}. */
public final class GoDuration {
  private static final Pattern WHOLE =
      Pattern.compile("[-+]?(?:(?:\\d+\\.?\\d*|\\.\\d+)[a-zµμ]+)+");
  private static final Pattern PART = Pattern.compile("(\\d+\\.?\\d*|\\.\\d+)([a-zµμ]+)");
  private static final Map<String, Long> NANOS_OF_UNIT =
      Map.of(
          "ns", 1L,
          "us", 1_000L,
          "µs", 1_000L,
          "μs", 1_000L,
          "ms", 1_000_000L,
          "s", 1_000_000_000L,
          "m", 60_000_000_000L,
          "h", 3_600_000_000_000L);

  private GoDuration() {}

  /**
   * Reads what Go's {@code time.ParseDuration} reads.
   *
   * @throws IllegalArgumentException if the text is none, or does not fit in 64 bits of nanoseconds
   */
  public static Duration parse(String text) {
    if (text.matches("[-+]?0")) {
      return Duration.ZERO;
    }
    if (!WHOLE.matcher(text).matches()) {
      throw invalid(text);
    }
    var nanos = BigInteger.ZERO;
    Matcher part = PART.matcher(text);
    while (part.find()) {
      nanos = nanos.add(nanosOf(text, part.group(1), part.group(2)));
    }
    if (nanos.bitLength() > 63) {
      throw invalid(text);
    }
    return Duration.ofNanos(text.startsWith("-") ? -nanos.longValue() : nanos.longValue());
  }

  /** Writes what Go's {@code Duration.String} writes. */
  public static String format(Duration duration) {
    long nanos = duration.toNanos();
    if (nanos == 0) {
      return "0s";
    }
    var sign = nanos < 0 ? "-" : "";
    return sign + formatMagnitude(BigInteger.valueOf(nanos).abs());
  }

  private static BigInteger nanosOf(String text, String number, String unit) {
    Long nanos = NANOS_OF_UNIT.get(unit);
    if (nanos == null) {
      throw invalid(text);
    }
    return new BigDecimal(number.endsWith(".") ? number + "0" : number)
        .multiply(BigDecimal.valueOf(nanos))
        .setScale(0, RoundingMode.DOWN)
        .toBigInteger();
  }

  private static String formatMagnitude(BigInteger magnitude) {
    if (magnitude.bitLength() < 31) {
      long nanos = magnitude.longValue();
      if (nanos < 1_000L) {
        return nanos + "ns";
      } else if (nanos < 1_000_000L) {
        return decimal(magnitude, 3) + "µs";
      } else if (nanos < 1_000_000_000L) {
        return decimal(magnitude, 6) + "ms";
      }
    }
    BigInteger[] minutes = magnitude.divideAndRemainder(BigInteger.valueOf(60_000_000_000L));
    var seconds = decimal(minutes[1], 9) + "s";
    long allMinutes = minutes[0].longValue();
    if (allMinutes == 0) {
      return seconds;
    }
    var withMinutes = allMinutes % 60 + "m" + seconds;
    return allMinutes < 60 ? withMinutes : allMinutes / 60 + "h" + withMinutes;
  }

  private static String decimal(BigInteger unscaled, int scale) {
    var number = new BigDecimal(unscaled, scale).stripTrailingZeros();
    return number.signum() == 0 ? "0" : number.toPlainString();
  }

  private static IllegalArgumentException invalid(String text) {
    return new IllegalArgumentException("\"" + text + "\" is no Go duration");
  }
}
