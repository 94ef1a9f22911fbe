package io.damocles.chain;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * A content identifier, version 1, written {@code b…} in base32; in JSON {@code {"/": "b…"}}.
 *
 * <p>Version 0 ({@code Qm…}) does not occur on the chain and is refused.
 */
public final class Cid {
  /** Of what is encoded as CBOR: blocks, messages, state. */
  public static final long DAG_CBOR = 0x71;

  private static final int VERSION = 1;
  private static final long BLAKE2B_256 = 0xb220;
  private static final int MOST_DIGEST_BYTES = 128;

  /** Four varints and the digest. */
  static final int MOST_BYTES = 4 * 10 + MOST_DIGEST_BYTES;

  private final byte[] bytes;

  private Cid(byte[] bytes) {
    this.bytes = bytes;
  }

  /** The id of a CBOR object, by its BLAKE2b-256. */
  public static Cid ofCbor(byte[] cbor) {
    return of(DAG_CBOR, BLAKE2B_256, Blake2b.hash256(cbor));
  }

  /** The id with a codec, a hash function and a digest. */
  public static Cid of(long codec, long hash, byte[] digest) {
    byte[] start = concat(Varint.encode(VERSION), Varint.encode(codec));
    byte[] multihash = concat(Varint.encode(hash), Varint.encode(digest.length));
    return new Cid(concat(concat(start, multihash), digest));
  }

  /**
   * Reads the binary form, without the zero byte that CBOR puts in front.
   *
   * @throws IllegalArgumentException saying what is wrong with it
   */
  public static Cid ofBytes(byte[] bytes) {
    ByteBuffer rest = ByteBuffer.wrap(bytes);
    long version = Varint.decode(rest);
    if (version != VERSION) {
      throw new IllegalArgumentException("expected a CID of version 1, got " + version);
    }
    Varint.decode(rest);
    Varint.decode(rest);
    long length = Varint.decode(rest);
    if (length != rest.remaining() || length > MOST_DIGEST_BYTES) {
      throw new IllegalArgumentException(
          "a CID's digest should have %s bytes, got %d"
              .formatted(Long.toUnsignedString(length), rest.remaining()));
    }
    return new Cid(bytes.clone());
  }

  /**
   * Reads {@code b…}.
   *
   * @throws IllegalArgumentException naming the text and what is wrong with it
   */
  public static Cid parse(String text) {
    if (text.length() < 2 || text.charAt(0) != 'b' || text.length() > 4 * MOST_DIGEST_BYTES) {
      throw new IllegalArgumentException(
          "expected a CID of version 1 in base32 (b…), got \""
              + text.substring(0, Math.min(text.length(), 64))
              + "\"");
    }
    try {
      return ofBytes(Base32.decode(text.substring(1)));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("CID " + text + ": " + e.getMessage(), e);
    }
  }

  @JsonCreator
  static Cid ofJson(@JsonProperty(value = "/", required = true) String text) {
    return parse(text);
  }

  @JsonProperty("/")
  String json() {
    return toString();
  }

  /** The binary form, without the zero byte that CBOR puts in front. */
  public byte[] bytes() {
    return bytes.clone();
  }

  /** The digest alone: a sealed sector's commR, for instance. */
  public byte[] digest() {
    ByteBuffer rest = ByteBuffer.wrap(bytes);
    for (int field = 0; field < 4; field++) {
      Varint.decode(rest);
    }
    return Arrays.copyOfRange(bytes, rest.position(), bytes.length);
  }

  @Override
  public String toString() {
    return "b" + Base32.encode(bytes);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Cid cid && Arrays.equals(bytes, cid.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  private static byte[] concat(byte[] start, byte[] end) {
    byte[] both = Arrays.copyOf(start, start.length + end.length);
    System.arraycopy(end, 0, both, start.length, end.length);
    return both;
  }
}
