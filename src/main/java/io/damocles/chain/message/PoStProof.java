package io.damocles.chain.message;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.damocles.chain.CborBytes;
import io.damocles.chain.CborReader;

/**
 * A proof of one or more partitions.
 *
 * @param type the chain's number of a registered PoSt proof
 * @param bytes 192 for each partition
 */
public record PoStProof(
    @JsonProperty(value = "PoStProof", required = true) long type,
    @JsonProperty(value = "ProofBytes", required = true) byte[] bytes) {
  /** More than any message may carry. */
  private static final int MOST_BYTES = 64 << 10;

  static PoStProof read(CborReader in) {
    in.array(2);
    return new PoStProof(in.signed(), in.bytes(MOST_BYTES));
  }

  void write(CborBytes out) {
    out.array(2).number(type).bytes(bytes);
  }
}
