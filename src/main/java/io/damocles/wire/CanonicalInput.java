package io.damocles.wire;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Writes a job's input exactly as Go's encoding/json does, which is what the job id is the hash of
 * and what a claim hands out: fixed order of members, no white space, {@code <>&} escaped.
 */
public final class CanonicalInput {
  private static final int SECTOR_BYTES = 256;
  private static final byte[][] NUMBERS = numbers();

  private byte[] buffer;
  private int length;

  private CanonicalInput(int capacity) {
    buffer = new byte[capacity];
  }

  /** The canonical JSON of the input, UTF-8. */
  public static byte[] bytes(JobInput input) {
    CanonicalInput out = new CanonicalInput(256 + SECTOR_BYTES * input.sectors().size());
    out.input(input);
    return Arrays.copyOf(out.buffer, out.length);
  }

  private void input(JobInput input) {
    ascii("{\"Sectors\":[");
    boolean first = true;
    for (SectorInput sector : input.sectors()) {
      if (!first) {
        ascii(",");
      }
      first = false;
      sector(sector);
    }
    ascii("],\"MinerId\":");
    ascii(Long.toUnsignedString(input.minerId()));
    ascii(",\"ProofType\":");
    string(input.proofType());
    ascii(",\"Seed\":");
    numbers(input.seed());
    ascii("}");
  }

  private void sector(SectorInput sector) {
    ascii("{\"SectorId\":");
    ascii(Long.toUnsignedString(sector.sectorId()));
    ascii(",\"CommR\":");
    numbers(sector.commR());
    ascii(sector.upgrade() ? ",\"Upgrade\":true" : ",\"Upgrade\":false");
    ascii(",\"Accesses\":{\"SealedFile\":");
    string(sector.accesses().sealedFile());
    ascii(",\"CacheDir\":");
    string(sector.accesses().cacheDir());
    ascii("}}");
  }

  private void numbers(byte[] values) {
    ascii("[");
    for (int i = 0; i < values.length; i++) {
      if (i > 0) {
        ascii(",");
      }
      raw(NUMBERS[values[i] & 0xff]);
    }
    ascii("]");
  }

  private void string(String text) {
    StringBuilder out = new StringBuilder(text.length() + 2).append('"');
    for (int i = 0; i < text.length(); i++) {
      escape(text.charAt(i), out);
    }
    raw(out.append('"').toString().getBytes(StandardCharsets.UTF_8));
  }

  private static void escape(char c, StringBuilder out) {
    switch (c) {
      case '"' -> out.append("\\\"");
      case '\\' -> out.append("\\\\");
      case '\b' -> out.append("\\b");
      case '\f' -> out.append("\\f");
      case '\n' -> out.append("\\n");
      case '\r' -> out.append("\\r");
      case '\t' -> out.append("\\t");
      case '<', '>', '&', '\u2028', '\u2029' -> out.append(String.format("\\u%04x", (int) c));
      default -> {
        if (c < ' ') {
          out.append(String.format("\\u%04x", (int) c));
        } else {
          out.append(c);
        }
      }
    }
  }

  private void ascii(String text) {
    reserve(text.length());
    for (int i = 0; i < text.length(); i++) {
      buffer[length++] = (byte) text.charAt(i);
    }
  }

  private void raw(byte[] bytes) {
    reserve(bytes.length);
    System.arraycopy(bytes, 0, buffer, length, bytes.length);
    length += bytes.length;
  }

  private void reserve(int more) {
    if (length + more > buffer.length) {
      buffer = Arrays.copyOf(buffer, Math.max(buffer.length * 2, length + more));
    }
  }

  private static byte[][] numbers() {
    byte[][] numbers = new byte[256][];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = Integer.toString(i).getBytes(StandardCharsets.US_ASCII);
    }
    return numbers;
  }
}
