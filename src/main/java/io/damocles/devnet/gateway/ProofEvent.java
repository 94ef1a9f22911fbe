package io.damocles.devnet.gateway;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.damocles.chain.Address;
import io.damocles.chain.Cid;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the gateway sends and gets, in venus' shapes. */
final class ProofEvent {
  private ProofEvent() {}

  /** To a listener. */
  record Request(
      @JsonProperty("Id") String id,
      @JsonProperty("Method") String method,
      @JsonProperty("Payload") byte[] payload) {}

  /** The payload of the first one. */
  record Connected(@JsonProperty("ChannelId") String channel) {}

  /** The payload of {@code ComputeProof}. */
  record Compute(
      @JsonProperty("SectorInfos") List<Sector> sectors,
      @JsonProperty("Rand") byte[] randomness,
      @JsonProperty("Height") long height,
      @JsonProperty("NWVersion") int networkVersion) {}

  record Sector(
      @JsonProperty("SealProof") long sealProof,
      @JsonProperty("SectorNumber") long number,
      @JsonProperty("SectorKey") @Nullable Cid key,
      @JsonProperty("SealedCID") Cid sealed) {}

  /** From a listener. */
  record Response(
      @JsonProperty("Id") String id,
      @JsonProperty("Payload") byte @Nullable [] payload,
      @JsonProperty("Error") @Nullable String error) {}

  /** The payload of a response, a list of these. */
  record Proof(@JsonProperty("PoStProof") long type, @JsonProperty("ProofBytes") byte[] bytes) {}

  /** Who listens. */
  record Listen(@JsonProperty("MinerAddress") Address miner) {}
}
