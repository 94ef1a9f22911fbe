package io.damocles.chain;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigInteger;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A block's header, in the order of its CBOR; {@code timestamp} in unix seconds. */
public record BlockHeader(
    Address miner,
    @Nullable Ticket ticket,
    @Nullable ElectionProof electionProof,
    @Nullable List<BeaconEntry> beaconEntries,
    @JsonProperty("WinPoStProof") @Nullable List<WinningProof> winningProofs,
    List<Cid> parents,
    BigInteger parentWeight,
    long height,
    Cid parentStateRoot,
    Cid parentMessageReceipts,
    Cid messages,
    @JsonProperty("BLSAggregate") @Nullable Signature blsAggregate,
    long timestamp,
    @Nullable Signature blockSig,
    long forkSignaling,
    BigInteger parentBaseFee) {

  /** The proof that orders blocks and gives chain randomness. */
  public record Ticket(@JsonProperty("VRFProof") byte @Nullable [] proof) {}

  /** The proof that the miner could make a block. */
  public record ElectionProof(long winCount, @JsonProperty("VRFProof") byte @Nullable [] proof) {}

  /** A round of the random beacon. */
  public record BeaconEntry(long round, byte[] data) {}

  /** A proof of a winning ticket's sectors; {@code type} as actors number it. */
  public record WinningProof(
      @JsonProperty("PoStProof") long type, @JsonProperty("ProofBytes") byte[] bytes) {}

  /** Its content id. */
  public Cid cid() {
    return Cid.ofCbor(new HeaderBytes(this).bytes());
  }
}
