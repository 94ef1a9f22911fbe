package io.damocles.chain;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;

/**
 * RLE+, the chain's bytes of a bitfield: 2 bits of version (0), the value of the first run, then
 * the lengths of runs that take turns; the lowest bit of each byte comes first. A length is {@code
 * 1} for 1, {@code 01} and 4 bits for 2 to 15, {@code 00} and a varint from 16 on. The empty set
 * has no bytes.
 */
public final class RlePlus {
  /** Of the encoded form, by the actors' limit. */
  public static final int MOST_BYTES = 32_768;

  private static final int LONG_FROM = 16;

  private RlePlus() {}

  /**
   * The set's only valid bytes.
   *
   * @throws CodecException if there are more than the chain takes
   */
  public static byte[] encode(BitField field) {
    if (field.isEmpty()) {
      return new byte[0];
    }
    long[] lengths = field.runLengths();
    var bits = new BitWriter();
    int first = lengths[0] == 0 ? 1 : 0;
    bits.write(first << 2, 3);
    for (int index = first; index < lengths.length; index++) {
      writeLength(bits, lengths[index]);
    }
    byte[] bytes = bits.toByteArray();
    if (bytes.length > MOST_BYTES) {
      throw tooLong(bytes);
    }
    return bytes;
  }

  private static CodecException tooLong(byte[] bytes) {
    return new CodecException("a bitfield has " + bytes.length + " bytes, at most " + MOST_BYTES);
  }

  private static void writeLength(BitWriter bits, long length) {
    if (length == 1) {
      bits.write(1, 1);
    } else if (Long.compareUnsigned(length, LONG_FROM) < 0) {
      bits.write(0b10, 2);
      bits.write((int) length, 4);
    } else {
      bits.write(0, 2);
      for (byte part : Varint.encode(length)) {
        bits.write(part & 0xff, 8);
      }
    }
  }

  /**
   * Reads a set.
   *
   * @throws CodecException if the bytes are not exactly those that {@link #encode} gives
   */
  public static BitField decode(byte[] bytes) {
    if (bytes.length == 0) {
      return BitField.EMPTY;
    }
    if (bytes.length > MOST_BYTES) {
      throw tooLong(bytes);
    }
    if (bytes[bytes.length - 1] == 0) {
      throw new CodecException("a bitfield ends with a zero byte");
    }
    var bits = new BitReader(bytes);
    if (bits.read(2) != 0) {
      throw new CodecException("a bitfield is not of RLE+ version 0");
    }
    boolean ones = bits.read(1) == 1;
    return runs(bits, ones);
  }

  private static BitField runs(BitReader bits, boolean ones) {
    var field = new BitField.Runs();
    long at = 0;
    boolean inSet = ones;
    while (bits.hasOnes()) {
      long end = at + readLength(bits);
      if (Long.compareUnsigned(end, at) < 0) {
        throw new CodecException("a bitfield leaves 64 bits");
      }
      if (inSet) {
        field.add(at, end);
      }
      inSet = !inSet;
      at = end;
    }
    if (inSet) {
      throw new CodecException("a bitfield ends with a run of zeros");
    }
    return field.toBitField();
  }

  private static long readLength(BitReader bits) {
    if (bits.read(1) == 1) {
      return 1;
    }
    boolean isShort = bits.read(1) == 1;
    long length = isShort ? bits.read(4) : bits.varint();
    if (isShort ? length < 2 : Long.compareUnsigned(length, LONG_FROM) < 0) {
      throw new CodecException("a bitfield's run is not in its shortest form");
    }
    return length;
  }

  private static final class BitWriter {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private int held;
    private int count;

    void write(int value, int bits) {
      held |= value << count;
      count += bits;
      while (count >= Byte.SIZE) {
        out.write(held);
        held >>>= Byte.SIZE;
        count -= Byte.SIZE;
      }
    }

    byte[] toByteArray() {
      if (held != 0) {
        out.write(held);
      }
      return out.toByteArray();
    }
  }

  /** Reads bits; behind the end there are zeros. */
  private static final class BitReader {
    private final byte[] bytes;
    private final int lastOne;
    private int at;

    BitReader(byte[] bytes) {
      this.bytes = bytes;
      int last = bytes[bytes.length - 1] & 0xff;
      this.lastOne = bytes.length * Byte.SIZE - 1 - (Integer.numberOfLeadingZeros(last) - 24);
    }

    boolean hasOnes() {
      return at <= lastOne;
    }

    int read(int bits) {
      int value = 0;
      for (int index = 0; index < bits; index++, at++) {
        int octet = at / Byte.SIZE < bytes.length ? bytes[at / Byte.SIZE] : 0;
        value |= (octet >> at % Byte.SIZE & 1) << index;
      }
      return value;
    }

    long varint() {
      byte[] varint = new byte[10];
      int length = 0;
      do {
        varint[length] = (byte) read(Byte.SIZE);
      } while (varint[length++] < 0 && length < varint.length);
      try {
        return Varint.decode(ByteBuffer.wrap(varint, 0, length));
      } catch (IllegalArgumentException e) {
        throw new CodecException("a bitfield's run: " + e.getMessage(), e);
      }
    }
  }
}
