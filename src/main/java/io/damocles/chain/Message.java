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

  /** Its content id. */
  @JsonProperty(value = "CID", access = JsonProperty.Access.READ_ONLY)
  public Cid cid() {
    return Cid.ofCbor(encode());
  }

  /** Its CBOR. */
  public byte[] encode() {
    return new MessageBytes(this).bytes();
  }
}
