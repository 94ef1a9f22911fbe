package io.damocles.chain;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;

/** The CBOR of messages. */
final class MessageBytes {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  MessageBytes(Message message) {
    head(0x80, 10);
    head(0, message.version());
    text(message.to().bytes());
    text(message.from().bytes());
    head(0, message.nonce());
    amount(message.value());
    head(0, message.gasLimit());
    amount(message.gasFeeCap());
    amount(message.gasPremium());
    head(0, message.method());
    text(message.params() == null ? new byte[0] : message.params());
  }

  static byte[] signed(SignedMessage signed) {
    MessageBytes message = new MessageBytes(signed.message());
    byte[] inner = message.bytes();
    message.out.reset();
    message.head(0x80, 2);
    message.out.writeBytes(inner);
    message.head(0x40, signed.signature().data().length + 1L);
    message.out.write(signed.signature().type());
    message.out.writeBytes(signed.signature().data());
    return message.bytes();
  }

  byte[] bytes() {
    return out.toByteArray();
  }

  private void text(byte[] bytes) {
    head(0x40, bytes.length);
    out.writeBytes(bytes);
  }

  /** A sign byte, then the magnitude; zero is empty. */
  private void amount(BigInteger amount) {
    if (amount.signum() == 0) {
      head(0x40, 0);
      return;
    }
    byte[] magnitude = amount.abs().toByteArray();
    int from = magnitude[0] == 0 ? 1 : 0;
    head(0x40, magnitude.length - from + 1L);
    out.write(amount.signum() < 0 ? 1 : 0);
    out.write(magnitude, from, magnitude.length - from);
  }

  private void head(int major, long value) {
    if (Long.compareUnsigned(value, 24) < 0) {
      out.write(major | (int) value);
      return;
    }
    int size = size(value);
    out.write(major | (24 + size));
    for (int shift = (8 << size) - 8; shift >= 0; shift -= 8) {
      out.write((int) (value >>> shift));
    }
  }

  private static int size(long value) {
    int bits = 64 - Long.numberOfLeadingZeros(value);
    return bits <= 8 ? 0 : bits <= 16 ? 1 : bits <= 32 ? 2 : 3;
  }
}
