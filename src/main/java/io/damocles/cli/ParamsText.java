package io.damocles.cli;

import io.damocles.chain.CodecException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** Parameters as people pass them on: in hexadecimal or in standard base64. */
final class ParamsText {
  private static final Pattern HEX = Pattern.compile("(0x)?([0-9a-fA-F]{2})*");

  private ParamsText() {}

  /**
   * The bytes of a text. An even number of hexadecimal digits is hexadecimal, though it may be
   * base64 as well: no parameters that the chain takes read so.
   */
  static byte[] bytes(String text) {
    if (HEX.matcher(text).matches()) {
      return HexFormat.of().parseHex(text.startsWith("0x") ? text.substring(2) : text);
    }
    try {
      return Base64.getDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      throw new CodecException("neither hexadecimal nor base64: " + e.getMessage(), e);
    }
  }
}
