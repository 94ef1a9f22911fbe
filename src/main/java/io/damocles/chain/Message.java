package io.damocles.chain;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/**
 * An unsigned message of the chain; amounts in attoFIL, {@code nonce} and {@code method} unsigned.
 */
public record Message(
    long version,
    Address to,
    Address from,
    long nonce,
    BigInteger value,
    long gasLimit,
    BigInteger gasFeeCap,
    BigInteger gasPremium,
    long method,
    byte @Nullable [] params) {
  /** The pool takes messages of 64 KiB, blocks larger ones. */
  private static final int MOST_PARAMS_BYTES = 2 << 20;

  /** Its content id. */
  @JsonProperty(value = "CID", access = JsonProperty.Access.READ_ONLY)
  public Cid cid() {
    return Cid.ofCbor(encode());
  }

  /**
   * Reads the CBOR of an unsigned message; no parameters are null.
   *
   * @throws CodecException if the chain would not take it
   */
  public static Message decode(byte[] cbor) {
    return CborReader.readAll(cbor, Message::read);
  }

  private static Message read(CborReader in) {
    in.array(10);
    return new Message(
        in.unsigned(),
        in.address(),
        in.address(),
        in.unsigned(),
        in.amount(),
        in.signed(),
        in.amount(),
        in.amount(),
        in.unsigned(),
        params(in.bytes(MOST_PARAMS_BYTES)));
  }

  private static byte @Nullable [] params(byte[] bytes) {
    return bytes.length == 0 ? null : bytes;
  }

  /** Its CBOR. */
  public byte[] encode() {
    return new CborBytes()
        .array(10)
        .unsigned(version)
        .bytes(to.bytes())
        .bytes(from.bytes())
        .unsigned(nonce)
        .amount(value)
        .number(gasLimit)
        .amount(gasFeeCap)
        .amount(gasPremium)
        .unsigned(method)
        .bytes(params == null ? new byte[0] : params)
        .toByteArray();
  }
}
