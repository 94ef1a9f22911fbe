package io.damocles.chain.message;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import io.damocles.chain.CborBytes;
import io.damocles.chain.CborReader;
import io.damocles.chain.CodecException;
import io.damocles.chain.UnsignedLong;
import java.util.List;

/**
 * The parameters of method 5: proofs of partitions of one deadline.
 *
 * @param deadline unsigned
 * @param partitions in any order, at most 3 by the actor's rules
 * @param proofs exactly one by the actor's rules
 * @param chainCommitEpoch after the deadline's challenge
 * @param chainCommitRand 32 bytes drawn from that epoch's ticket
 */
public record SubmitWindowedPoStParams(
    @JsonProperty(required = true)
        @JsonSerialize(using = UnsignedLong.Writer.class)
        @JsonDeserialize(using = UnsignedLong.Reader.class)
        long deadline,
    @JsonProperty(required = true) List<PoStPartition> partitions,
    @JsonProperty(required = true) List<PoStProof> proofs,
    @JsonProperty(required = true) long chainCommitEpoch,
    @JsonProperty(required = true) byte[] chainCommitRand)
    implements MethodParams {
  public static final long METHOD = 5;

  /** Longer ones reach the actor's own check. */
  private static final int MOST_RANDOMNESS_BYTES = 1 << 10;

  public SubmitWindowedPoStParams {
    partitions = List.copyOf(partitions);
    proofs = List.copyOf(proofs);
  }

  /**
   * Reads the CBOR of a message's parameters.
   *
   * @throws CodecException if the actor would refuse it with 21
   */
  public static SubmitWindowedPoStParams decode(byte[] cbor) {
    return CborReader.readAll(cbor, SubmitWindowedPoStParams::read);
  }

  private static SubmitWindowedPoStParams read(CborReader in) {
    in.array(5);
    return new SubmitWindowedPoStParams(
        in.unsigned(),
        in.list(PoStPartition::read),
        in.list(PoStProof::read),
        in.signed(),
        in.bytes(MOST_RANDOMNESS_BYTES));
  }

  @Override
  public byte[] encode() {
    var out = new CborBytes().array(5).unsigned(deadline).array(partitions.size());
    partitions.forEach(partition -> partition.write(out));
    out.array(proofs.size());
    proofs.forEach(proof -> proof.write(out));
    return out.number(chainCommitEpoch).bytes(chainCommitRand).toByteArray();
  }
}
