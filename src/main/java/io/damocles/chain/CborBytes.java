package io.damocles.chain;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;

/** Writes the CBOR that the chain uses, in its shortest form. */
public final class CborBytes {
  private static final int UNSIGNED = 0;
  private static final int NEGATIVE = 0x20;
  private static final int BYTES = 0x40;
  private static final int ARRAY = 0x80;
  private static final int NULL = 0xf6;
  private static final byte[] CID_TAG = {(byte) 0xd8, 0x2a};

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  /** A negative number is signed. */
  public CborBytes number(long value) {
    if (value < 0) {
      head(NEGATIVE, -1 - value);
    } else {
      head(UNSIGNED, value);
    }
    return this;
  }

  /** A number from 0 to 2^64-1. */
  public CborBytes unsigned(long value) {
    head(UNSIGNED, value);
    return this;
  }

  public CborBytes bytes(byte[] bytes) {
    head(BYTES, bytes.length);
    out.writeBytes(bytes);
    return this;
  }

  /** The start of an array; its members follow. */
  public CborBytes array(int members) {
    head(ARRAY, members);
    return this;
  }

  public CborBytes cid(Cid cid) {
    byte[] bytes = cid.bytes();
    out.writeBytes(CID_TAG);
    head(BYTES, bytes.length + 1L);
    out.write(0);
    out.writeBytes(bytes);
    return this;
  }

  /** A sign byte, then the magnitude; zero is empty. */
  public CborBytes amount(BigInteger amount) {
    if (amount.signum() == 0) {
      return bytes(new byte[0]);
    }
    byte[] magnitude = amount.abs().toByteArray();
    byte[] signed = magnitude[0] == 0 ? magnitude : new byte[magnitude.length + 1];
    System.arraycopy(magnitude, 0, signed, signed.length - magnitude.length, magnitude.length);
    signed[0] = (byte) (amount.signum() < 0 ? 1 : 0);
    return bytes(signed);
  }

  public CborBytes nothing() {
    out.write(NULL);
    return this;
  }

  /** Something that is CBOR already. */
  public CborBytes encoded(byte[] cbor) {
    out.writeBytes(cbor);
    return this;
  }

  public byte[] toByteArray() {
    return out.toByteArray();
  }

  private void head(int major, long value) {
    if (Long.compareUnsigned(value, 24) < 0) {
      out.write(major | (int) value);
      return;
    }
    int bits = Long.SIZE - Long.numberOfLeadingZeros(value);
    int size = bits <= 8 ? 0 : bits <= 16 ? 1 : bits <= 32 ? 2 : 3;
    out.write(major | (24 + size));
    for (int shift = (8 << size) - 8; shift >= 0; shift -= 8) {
      out.write((int) (value >>> shift));
    }
  }
}
