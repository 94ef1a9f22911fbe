package io.damocles.chain;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads the CBOR that the chain uses: definite lengths, shortest forms, nothing left over. No
 * length is believed before that many bytes are there, so hostile input costs no more than its own
 * size.
 *
 * <p>Every method throws {@link CodecException}, naming the place, for anything else.
 */
public final class CborReader {
  private static final int UNSIGNED = 0;
  private static final int NEGATIVE = 1;
  private static final int BYTES = 2;
  private static final int ARRAY = 4;
  private static final int TAG = 6;
  private static final int CID_TAG = 42;
  private static final int NULL = 0xf6;

  /** An amount's magnitude (chain: 128 bytes with the sign). */
  private static final int MOST_AMOUNT_BYTES = 128;

  private static final String[] MAJORS = {
    "an unsigned number",
    "a negative number",
    "bytes",
    "text",
    "an array",
    "a map",
    "a tag",
    "a simple value"
  };

  private final byte[] cbor;
  private int at;

  private CborReader(byte[] cbor) {
    this.cbor = cbor;
  }

  /** Reads one value with nothing behind it. */
  public static <T> T readAll(byte[] cbor, Function<CborReader, T> value) {
    var reader = new CborReader(cbor);
    T result = value.apply(reader);
    if (reader.at != cbor.length) {
      throw reader.wrong((cbor.length - reader.at) + " bytes follow the value");
    }
    return result;
  }

  /** An array of exactly that many members, which follow. */
  public void array(int members) {
    long got = head(ARRAY);
    if (got != members) {
      throw wrong("expected an array of " + members + ", got " + Long.toUnsignedString(got));
    }
  }

  /** An array of any length, each member read by the function. */
  public <T> List<T> list(Function<CborReader, T> member) {
    long length = head(ARRAY);
    if (Long.compareUnsigned(length, cbor.length - at) > 0) {
      throw wrong("an array of " + Long.toUnsignedString(length) + " is cut off");
    }
    List<T> members = new ArrayList<>();
    for (long index = 0; index < length; index++) {
      members.add(member.apply(this));
    }
    return List.copyOf(members);
  }

  /** A number from 0 to 2^64-1. */
  public long unsigned() {
    return head(UNSIGNED);
  }

  /** A number from -2^63 to 2^63-1. */
  public long signed() {
    boolean negative = at < cbor.length && (cbor[at] & 0xff) >> 5 == NEGATIVE;
    long value = head(negative ? NEGATIVE : UNSIGNED);
    if (value < 0) {
      throw wrong("a number has more than 63 bits");
    }
    return negative ? -1 - value : value;
  }

  /** At most that many bytes. */
  public byte[] bytes(int most) {
    long length = head(BYTES);
    if (Long.compareUnsigned(length, most) > 0) {
      throw wrong("expected at most " + most + " bytes, got " + Long.toUnsignedString(length));
    }
    if (length > cbor.length - at) {
      throw wrong(length + " bytes are cut off");
    }
    byte[] bytes = Arrays.copyOfRange(cbor, at, at + (int) length);
    at += (int) length;
    return bytes;
  }

  public Address address() {
    return converted(bytes(Address.MOST_BYTES), Address::ofBytes);
  }

  public BitField bitField() {
    return converted(bytes(RlePlus.MOST_BYTES), RlePlus::decode);
  }

  /** A sign byte (0 or 1), then the magnitude without leading zeros; no bytes at all are 0. */
  public BigInteger amount() {
    return converted(bytes(MOST_AMOUNT_BYTES), CborReader::amount);
  }

  public Cid cid() {
    long tag = head(TAG);
    byte[] bytes = bytes(Cid.MOST_BYTES + 1);
    if (tag != CID_TAG || bytes.length == 0 || bytes[0] != 0) {
      throw wrong("expected a CID");
    }
    return converted(Arrays.copyOfRange(bytes, 1, bytes.length), Cid::ofBytes);
  }

  /** What the function reads, or null where CBOR says null. */
  public <T> @Nullable T nullable(Function<CborReader, T> value) {
    if (at < cbor.length && (cbor[at] & 0xff) == NULL) {
      at++;
      return null;
    }
    return value.apply(this);
  }

  private static BigInteger amount(byte[] bytes) {
    if (bytes.length == 0) {
      return BigInteger.ZERO;
    }
    if (bytes.length < 2 || bytes[0] < 0 || bytes[0] > 1 || bytes[1] == 0) {
      throw new CodecException(HexFormat.of().formatHex(bytes) + " is no amount");
    }
    return new BigInteger(bytes[0] == 0 ? 1 : -1, Arrays.copyOfRange(bytes, 1, bytes.length));
  }

  private <T> T converted(byte[] bytes, Function<byte[], T> conversion) {
    try {
      return conversion.apply(bytes);
    } catch (IllegalArgumentException e) {
      throw new CodecException("CBOR before byte " + at + ": " + e.getMessage(), e);
    }
  }

  private long head(int expected) {
    if (at >= cbor.length) {
      throw wrong("expected " + MAJORS[expected] + ", got the end");
    }
    int first = cbor[at++] & 0xff;
    int major = first >> 5;
    if (major != expected) {
      throw wrong("expected " + MAJORS[expected] + ", got " + MAJORS[major]);
    }
    int info = first & 31;
    return info < 24 ? info : longHead(info);
  }

  private long longHead(int info) {
    if (info > 27) {
      throw wrong("a length is indefinite or reserved");
    }
    int size = 1 << (info - 24);
    if (cbor.length - at < size) {
      throw wrong("a number is cut off");
    }
    long value = 0;
    for (int index = 0; index < size; index++) {
      value = value << 8 | (cbor[at++] & 0xff);
    }
    long least = size == 1 ? 24 : 1L << (4 * size);
    if (Long.compareUnsigned(value, least) < 0) {
      throw wrong("a number is not in its shortest form");
    }
    return value;
  }

  private CodecException wrong(String what) {
    return new CodecException("CBOR at byte " + at + ": " + what);
  }
}
