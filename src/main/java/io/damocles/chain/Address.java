package io.damocles.chain;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * An address of the chain in any of its protocols: 0 id, 1 secp256k1, 2 actor, 3 BLS, 4 delegated.
 * The network's letter (f or t) is not part of it: both are read, f is written.
 */
public final class Address {
  private static final int ID = 0;
  private static final int DELEGATED = 4;
  private static final int HASH_BYTES = 20;
  private static final int BLS_BYTES = 48;
  private static final int MOST_SUBADDRESS_BYTES = 54;
  private static final int CHECKSUM_BYTES = 4;

  /** Protocol, namespace and subaddress of the longest, a delegated one. */
  static final int MOST_BYTES = 1 + 10 + MOST_SUBADDRESS_BYTES;

  /** 1 byte of protocol, then the payload. */
  private final byte[] bytes;

  private Address(byte[] bytes) {
    this.bytes = bytes;
  }

  /** The id address of an actor. */
  public static Address ofId(long id) {
    return of(ID, Varint.encode(id));
  }

  /** The address of a secp256k1 public key (65 bytes, uncompressed). */
  public static Address ofSecpKey(byte[] publicKey) {
    return of(1, Blake2b.hash(HASH_BYTES, publicKey));
  }

  /**
   * Reads the chain's binary form.
   *
   * @throws IllegalArgumentException saying what is wrong with it
   */
  public static Address ofBytes(byte[] bytes) {
    if (bytes.length == 0) {
      throw new IllegalArgumentException("an address has no bytes");
    }
    checkPayload(bytes[0], Arrays.copyOfRange(bytes, 1, bytes.length));
    return new Address(bytes.clone());
  }

  /**
   * Reads {@code f01000}, {@code t3…} and the like.
   *
   * @throws IllegalArgumentException naming the text and what is wrong with it
   */
  @JsonCreator
  public static Address parse(String text) {
    try {
      return parseAny(text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "address \"" + shortened(text) + "\": " + e.getMessage(), e);
    }
  }

  private static Address parseAny(String text) {
    if (text.length() < 3) {
      throw new IllegalArgumentException("too short");
    }
    char network = text.charAt(0);
    if (network != 'f' && network != 't') {
      throw new IllegalArgumentException("unknown address network");
    }
    int protocol = text.charAt(1) - '0';
    String rest = text.substring(2);
    return switch (protocol) {
      case ID -> of(ID, Varint.encode(parseId(rest)));
      case 1, 2, 3 -> checked(protocol, new byte[0], rest);
      case DELEGATED -> {
        int split = rest.indexOf('f');
        if (split <= 0) {
          throw new IllegalArgumentException("expected f4<namespace>f<subaddress>");
        }
        byte[] namespace = Varint.encode(parseId(rest.substring(0, split)));
        yield checked(protocol, namespace, rest.substring(split + 1));
      }
      default -> throw new IllegalArgumentException("unknown address protocol");
    };
  }

  private static long parseId(String digits) {
    if (!digits.matches("0|[1-9][0-9]{0,19}")) {
      throw new IllegalArgumentException("\"" + shortened(digits) + "\" is no id");
    }
    try {
      return Long.parseUnsignedLong(digits);
    } catch (NumberFormatException beyond64Bits) {
      throw new IllegalArgumentException("\"" + digits + "\" is no id", beyond64Bits);
    }
  }

  private static Address checked(int protocol, byte[] namespace, String base32) {
    byte[] decoded = Base32.decode(base32);
    int payloadBytes = decoded.length - CHECKSUM_BYTES;
    if (payloadBytes < 0) {
      throw new IllegalArgumentException("too short");
    }
    byte[] payload =
        ByteBuffer.allocate(namespace.length + payloadBytes)
            .put(namespace)
            .put(decoded, 0, payloadBytes)
            .array();
    checkPayload(protocol, payload);
    Address address = of(protocol, payload);
    byte[] checksum = Arrays.copyOfRange(decoded, payloadBytes, decoded.length);
    if (!Arrays.equals(checksum, address.checksum())) {
      throw new IllegalArgumentException("invalid checksum");
    }
    return address;
  }

  private static Address of(int protocol, byte[] payload) {
    byte[] bytes = new byte[1 + payload.length];
    bytes[0] = (byte) protocol;
    System.arraycopy(payload, 0, bytes, 1, payload.length);
    return new Address(bytes);
  }

  private static void checkPayload(int protocol, byte[] payload) {
    switch (protocol) {
      case ID -> {
        ByteBuffer rest = ByteBuffer.wrap(payload);
        Varint.decode(rest);
        expect(!rest.hasRemaining(), "bytes after the id", payload);
      }
      case 1, 2 -> expect(payload.length == HASH_BYTES, "expected 20 bytes", payload);
      case 3 -> expect(payload.length == BLS_BYTES, "expected 48 bytes", payload);
      case DELEGATED -> {
        ByteBuffer rest = ByteBuffer.wrap(payload);
        Varint.decode(rest);
        expect(rest.remaining() <= MOST_SUBADDRESS_BYTES, "expected at most 54 bytes", payload);
      }
      default -> throw new IllegalArgumentException("unknown address protocol " + protocol);
    }
  }

  private static void expect(boolean met, String expected, byte[] payload) {
    if (!met) {
      throw new IllegalArgumentException(expected + ", got " + payload.length);
    }
  }

  private byte[] checksum() {
    return Blake2b.hash(CHECKSUM_BYTES, bytes);
  }

  /** The chain's binary form: 1 byte of protocol, then the payload. */
  public byte[] bytes() {
    return bytes.clone();
  }

  public int protocol() {
    return bytes[0];
  }

  public boolean isId() {
    return protocol() == ID;
  }

  /**
   * The unsigned number of an id address.
   *
   * @throws IllegalStateException if it is of another protocol
   */
  public long id() {
    if (!isId()) {
      throw new IllegalStateException(this + " is no id address");
    }
    return Varint.decode(ByteBuffer.wrap(bytes, 1, bytes.length - 1));
  }

  /** With the letter f, as nodes of every network print it. */
  @JsonValue
  @Override
  public String toString() {
    if (isId()) {
      return "f0" + Long.toUnsignedString(id());
    }
    ByteBuffer payload = ByteBuffer.wrap(bytes, 1, bytes.length - 1);
    String start = "f" + protocol();
    if (protocol() == DELEGATED) {
      start += Long.toUnsignedString(Varint.decode(payload)) + "f";
    }
    byte[] sum = checksum();
    byte[] checked =
        ByteBuffer.allocate(payload.remaining() + sum.length).put(payload).put(sum).array();
    return start + Base32.encode(checked);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Address address && Arrays.equals(bytes, address.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  private static String shortened(String text) {
    return text.length() <= 128 ? text : text.substring(0, 128) + "…";
  }
}
