package io.damocles.poster.winning;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.damocles.chain.Address;
import io.damocles.chain.Cid;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What goes between a gateway and a listener, in venus' shapes (damocles-manager.md §4.5). */
final class ProofEvent {
  static final String CONNECTED = "InitConnect";
  static final String COMPUTE = "ComputeProof";

  private ProofEvent() {}

  /** Who listens. */
  record Policy(@JsonProperty("MinerAddress") Address miner) {}

  /** What the gateway sends. */
  record Request(
      @JsonProperty(value = "Id", required = true) String id,
      @JsonProperty(value = "Method", required = true) String method,
      @JsonProperty("Payload") byte @Nullable [] payload) {}

  /** The payload of {@link #COMPUTE}; the sectors are the drawn ones. */
  record Compute(
      @JsonProperty("SectorInfos") @Nullable List<Sector> sectors,
      @JsonProperty("Rand") byte @Nullable [] randomness,
      @JsonProperty(value = "Height", required = true) long height) {}

  /** A drawn sector; it has a key if it was upgraded. */
  record Sector(
      @JsonProperty("SealProof") long sealProof,
      @JsonProperty("SectorNumber") long number,
      @JsonProperty("SectorKey") @Nullable Cid key,
      @JsonProperty(value = "SealedCID", required = true) Cid sealed) {}

  /** The answer: a list of {@link Proof}, or an error. */
  record Response(
      @JsonProperty("Id") String id,
      @JsonProperty("Payload") byte @Nullable [] payload,
      @JsonProperty("Error") String error) {}

  record Proof(
      @JsonProperty("PoStProof") int type, @JsonProperty("ProofBytes") byte[] proofBytes) {}
}
