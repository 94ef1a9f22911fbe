package io.damocles.poster.winning;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.damocles.chain.ChainJson;
import io.damocles.prover.ProofSeed;
import io.damocles.prover.ProofType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads questions and writes their answers. */
final class Questions {
  private static final int SEED_BYTES = 32;
  private static final int SIZES = 5;
  private static final int SEAL_PROOFS = 4 * SIZES;

  private Questions() {}

  /**
   * Reads the payload of a question.
   *
   * @throws IllegalArgumentException saying what is wrong with it
   */
  static WinningTask task(long miner, byte[] payload) {
    ProofEvent.Compute compute = compute(payload);
    List<ProofEvent.Sector> sectors = compute.sectors() == null ? List.of() : compute.sectors();
    if (sectors.size() != 1) {
      throw new IllegalArgumentException(
          "SectorInfos: a winning proof is of 1 sector, got " + sectors.size());
    }
    ProofEvent.Sector sector = sectors.get(0);
    byte[] commR = sector.sealed().digest();
    if (commR.length != SEED_BYTES) {
      throw new IllegalArgumentException(
          "SealedCID of sector %s: the digest should have 32 bytes, got %d"
              .formatted(Long.toUnsignedString(sector.number()), commR.length));
    }
    return new WinningTask(
        type(sector),
        miner,
        compute.height(),
        seed(compute),
        sector.number(),
        sector.key() != null,
        commR);
  }

  /** The answer with a proof of 192 bytes. */
  static ProofEvent.Response proven(String id, ProofType type, byte[] proof) {
    return new ProofEvent.Response(
        id, json(List.of(new ProofEvent.Proof(type.number(), proof))), "");
  }

  /** The answer that there is no proof. */
  static ProofEvent.Response failed(String id, String why) {
    return new ProofEvent.Response(id, null, why);
  }

  static byte[] json(Object value) {
    try {
      return ChainJson.mapper().writeValueAsBytes(value);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException("an answer that cannot be written", e);
    }
  }

  private static ProofEvent.Compute compute(byte[] payload) {
    try {
      ProofEvent.@Nullable Compute compute =
          ChainJson.mapper().readValue(payload, ProofEvent.Compute.class);
      if (compute == null) {
        throw new IllegalArgumentException("payload: null");
      }
      return compute;
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("payload: " + ChainJson.problem(e), e);
    } catch (IOException e) {
      throw new IllegalArgumentException("payload: " + e.getMessage(), e);
    }
  }

  /** Seal proofs are numbered by size within each version, and so are winning proofs. */
  private static ProofType type(ProofEvent.Sector sector) {
    long seal = sector.sealProof();
    if (seal < 0 || seal >= SEAL_PROOFS) {
      throw new IllegalArgumentException(
          "SealProof of sector %s: expected 0 to %d, got %d"
              .formatted(Long.toUnsignedString(sector.number()), SEAL_PROOFS - 1, seal));
    }
    return Arrays.stream(ProofType.values())
        .filter(type -> !type.isWindow() && type.number() == seal % SIZES)
        .findFirst()
        .orElseThrow();
  }

  /** Field elements have two bits less than 32 bytes. */
  private static byte[] seed(ProofEvent.Compute compute) {
    byte[] randomness = compute.randomness() == null ? new byte[0] : compute.randomness();
    if (randomness.length != SEED_BYTES) {
      throw new IllegalArgumentException("Rand: expected 32 bytes, got " + randomness.length);
    }
    return ProofSeed.of(randomness);
  }
}
