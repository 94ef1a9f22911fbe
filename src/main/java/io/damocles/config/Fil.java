package io.damocles.config;

import java.math.BigInteger;

/** An amount of FIL, counted in attoFIL (10^-18). */
public record Fil(BigInteger atto) {
  public static final Fil ZERO = new Fil(BigInteger.ZERO);
}
