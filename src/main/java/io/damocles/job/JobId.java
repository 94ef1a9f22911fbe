package io.damocles.job;

import java.math.BigInteger;

/**
 * A job's name: base58 (Bitcoin alphabet) of the little-endian XXH64 (seed 0) of its input's
 * canonical JSON, as damocles derives it, so that the same input is the same job after a restart
 * (spec damocles-manager.md §6.1).
 */
public final class JobId {
  private static final String ALPHABET =
      "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
  private static final BigInteger BASE = BigInteger.valueOf(ALPHABET.length());

  private JobId() {}

  /** The id of the job with this canonical input. */
  public static String of(byte[] canonicalInput) {
    return base58(Long.reverseBytes(XxHash64.hash(canonicalInput)));
  }

  private static String base58(long bigEndian) {
    StringBuilder digits = new StringBuilder();
    BigInteger value = new BigInteger(Long.toUnsignedString(bigEndian));
    while (value.signum() > 0) {
      BigInteger[] next = value.divideAndRemainder(BASE);
      digits.append(ALPHABET.charAt(next[1].intValue()));
      value = next[0];
    }
    for (int shift = Long.SIZE - Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
      if ((bigEndian >>> shift & 0xff) != 0) {
        break;
      }
      digits.append(ALPHABET.charAt(0));
    }
    return digits.reverse().toString();
  }
}
