package io.damocles.chain;

import java.util.Arrays;
import java.util.Locale;

/** RFC 4648 base32 in lower case without padding, as addresses and CIDs print. */
final class Base32 {
  private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz234567";
  private static final int[] VALUES = new int[128];

  static {
    Arrays.fill(VALUES, -1);
    for (int value = 0; value < ALPHABET.length(); value++) {
      VALUES[ALPHABET.charAt(value)] = value;
    }
  }

  private Base32() {}

  static String encode(byte[] bytes) {
    var text = new StringBuilder((bytes.length * 8 + 4) / 5);
    int bits = 0;
    int held = 0;
    for (byte b : bytes) {
      bits = bits << 8 | (b & 0xff);
      held += 8;
      while (held >= 5) {
        held -= 5;
        text.append(ALPHABET.charAt(bits >> held & 31));
      }
      bits &= (1 << held) - 1;
    }
    if (held > 0) {
      text.append(ALPHABET.charAt(bits << (5 - held) & 31));
    }
    return text.toString();
  }

  /**
   * Reads the text's bytes.
   *
   * @throws IllegalArgumentException for another character, a length that no bytes have, or bits
   *     that are left over and not zero
   */
  static byte[] decode(String text) {
    byte[] bytes = new byte[text.length() * 5 / 8];
    int bits = 0;
    int held = 0;
    int at = 0;
    for (int index = 0; index < text.length(); index++) {
      char c = text.charAt(index);
      int value = c < VALUES.length ? VALUES[c] : -1;
      if (value < 0) {
        throw new IllegalArgumentException(
            String.format(Locale.ROOT, "'%c' is no character of base32", c));
      }
      bits = bits << 5 | value;
      held += 5;
      if (held >= 8) {
        held -= 8;
        bytes[at++] = (byte) (bits >> held);
        bits &= (1 << held) - 1;
      }
    }
    if (held >= 5 || bits != 0) {
      throw new IllegalArgumentException("base32 text \"" + text + "\" is cut off");
    }
    return bytes;
  }
}
