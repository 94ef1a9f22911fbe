package io.damocles.config;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A size in bytes, written like {@code 32GiB}. */
public record ByteSize(long bytes) {
  private static final Pattern SHAPE =
      Pattern.compile("\\s*(\\d+(?:\\.\\d+)?)\\s*(?:([kmgtp])(i?)b?|b)?\\s*");
  private static final String PREFIXES = "kmgtp";

  /**
   * Reads a number with an optional unit of powers of 1024 ({@code KiB}) or 1000 ({@code KB}), in
   * any case.
   *
   * @throws IllegalArgumentException if the text is none, or no whole number of bytes
   */
  public static ByteSize parse(String text) {
    Matcher shape = SHAPE.matcher(text.toLowerCase(Locale.ROOT));
    if (!shape.matches()) {
      throw invalid(text);
    }
    var prefix = shape.group(2);
    var power = prefix == null ? 0 : PREFIXES.indexOf(prefix) + 1;
    var base = "i".equals(shape.group(3)) ? 1024 : 1000;
    try {
      var number = new BigDecimal(shape.group(1));
      return new ByteSize(number.multiply(BigDecimal.valueOf(base).pow(power)).longValueExact());
    } catch (ArithmeticException fractionOrOverflow) {
      throw invalid(text);
    }
  }

  /** With the largest unit of powers of 1024 that divides it. */
  @Override
  public String toString() {
    var rest = bytes;
    var power = 0;
    while (power < PREFIXES.length() && rest != 0 && rest % 1024 == 0) {
      rest /= 1024;
      power++;
    }
    return power == 0
        ? rest + "B"
        : rest + PREFIXES.substring(power - 1, power).toUpperCase(Locale.ROOT) + "iB";
  }

  private static IllegalArgumentException invalid(String text) {
    return new IllegalArgumentException("\"" + text + "\" is no size in bytes");
  }
}
