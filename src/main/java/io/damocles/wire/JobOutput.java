package io.damocles.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import io.damocles.chain.UnsignedLong;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A job's result (damocles' {@code WindowPoStOutput}).
 *
 * @param proofs one element of 192 bytes a partition, or none; standard base64 on the wire
 * @param faults sectors left out of the proof, unsigned
 * @param report how it was made, an extension; absent from other workers
 */
public record JobOutput(
    @JsonProperty("proofs") @Nullable List<byte[]> proofs,
    @JsonProperty("faults")
        @JsonDeserialize(contentUsing = UnsignedLong.Reader.class)
        @JsonSerialize(contentUsing = UnsignedLong.Writer.class)
        @Nullable List<Long> faults,
    @JsonProperty("report") @JsonInclude(JsonInclude.Include.NON_NULL)
        @Nullable ProofReport report) {

  /** An output as damocles knows it. */
  public JobOutput(@Nullable List<byte[]> proofs, @Nullable List<Long> faults) {
    this(proofs, faults, null);
  }

  /** The proofs, never null. */
  public List<byte[]> proofList() {
    return proofs == null
        ? List.of()
        : proofs.stream().map(proof -> proof == null ? new byte[0] : proof).toList();
  }

  /** The faults, never null. */
  public List<Long> faultList() {
    return faults == null
        ? List.of()
        : faults.stream().map(fault -> fault == null ? Long.valueOf(0) : fault).toList();
  }
}
