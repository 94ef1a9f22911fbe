package io.damocles.prover;

/** The randomness that proofs are made of. */
public final class ProofSeed {
  /** An element of the proofs' field has 255 bits: the two high bits of 32 bytes are cleared. */
  private static final int LAST_BYTE_MASK = 0x3f;

  private ProofSeed() {}

  /** A copy of the chain's randomness (32 bytes, little-endian) cut to what the proofs take. */
  public static byte[] of(byte[] randomness) {
    byte[] seed = randomness.clone();
    seed[seed.length - 1] &= LAST_BYTE_MASK;
    return seed;
  }
}
