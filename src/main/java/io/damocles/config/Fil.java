package io.damocles.config;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An amount of FIL, counted in attoFIL (10^-18). */
public record Fil(BigInteger atto) {
  public static final Fil ZERO = new Fil(BigInteger.ZERO);

  private static final Pattern SHAPE = Pattern.compile("(-?\\d+(?:\\.\\d*)?|\\.\\d+)\\s*([a-z]*)");
  private static final Map<String, Integer> DIGITS_OF_UNIT =
      Map.of("", 18, "fil", 18, "nanofil", 9, "nfil", 9, "attofil", 0, "afil", 0);

  /**
   * Reads a decimal number with an optional unit: FIL, nanoFIL or nFIL, attoFIL or aFIL, in any
   * case; empty text is zero.
   *
   * @throws IllegalArgumentException if the text is none, or has a part smaller than an attoFIL
   */
  public static Fil parse(String text) {
    if (text.isBlank()) {
      return ZERO;
    }
    Matcher shape = SHAPE.matcher(text.strip().toLowerCase(Locale.ROOT));
    Integer digits = shape.matches() ? DIGITS_OF_UNIT.get(shape.group(2)) : null;
    if (digits == null) {
      throw invalid(text);
    }
    try {
      return new Fil(new BigDecimal(shape.group(1)).movePointRight(digits).toBigIntegerExact());
    } catch (ArithmeticException | NumberFormatException fraction) {
      throw invalid(text);
    }
  }

  /** In FIL, without an exponent. */
  @Override
  public String toString() {
    var fil = new BigDecimal(atto, 18).stripTrailingZeros();
    return (fil.signum() == 0 ? "0" : fil.toPlainString()) + " FIL";
  }

  private static IllegalArgumentException invalid(String text) {
    return new IllegalArgumentException("\"" + text + "\" is no amount of FIL");
  }
}
