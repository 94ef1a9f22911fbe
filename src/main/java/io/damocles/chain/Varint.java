package io.damocles.chain;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;

/** Unsigned LEB128, as addresses, CIDs and prover ids use it; at most 64 bits. */
public final class Varint {
  private static final int MOST_BYTES = 10;

  private Varint() {}

  /** The shortest form of an unsigned number. */
  public static byte[] encode(long value) {
    var bytes = new ByteArrayOutputStream(MOST_BYTES);
    long rest = value;
    while (Long.compareUnsigned(rest, 0x7f) > 0) {
      bytes.write((int) (rest & 0x7f) | 0x80);
      rest >>>= 7;
    }
    bytes.write((int) rest);
    return bytes.toByteArray();
  }

  /**
   * Reads one number and moves the buffer behind it.
   *
   * @throws IllegalArgumentException if it is cut off, has more than 64 bits or is not in its
   *     shortest form
   */
  public static long decode(ByteBuffer bytes) {
    long value = 0;
    for (int index = 0; index < MOST_BYTES; index++) {
      if (!bytes.hasRemaining()) {
        throw new IllegalArgumentException("a varint is cut off");
      }
      byte next = bytes.get();
      if (index == MOST_BYTES - 1 && (next & 0xff) > 1) {
        break;
      }
      value |= (long) (next & 0x7f) << (7 * index);
      if (next >= 0) {
        if (next == 0 && index > 0) {
          throw new IllegalArgumentException("a varint is not in its shortest form");
        }
        return value;
      }
    }
    throw new IllegalArgumentException("a varint has more than 64 bits");
  }
}
