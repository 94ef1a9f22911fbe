package io.damocles.devnet.random;

import io.damocles.chain.Blake2b;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Bytes in the place of a VRF's proofs: 96 of them, fixed by the chain's seed, the place in the
 * chain and the number of the fork.
 */
public final class Tickets {
  private static final int PARTS = 3;

  private final byte[] seed;

  public Tickets(byte[] seed) {
    this.seed = seed.clone();
  }

  /**
   * 96 bytes, others for each purpose, parent and fork.
   *
   * @param purpose what the proof is for, such as a ticket or an election
   * @param fork how many reorganisations came before
   */
  public byte[] proof(String purpose, byte[] parent, long epoch, long fork) {
    byte[] name = purpose.getBytes(StandardCharsets.UTF_8);
    byte[] key =
        Blake2b.hash256(seed, name, parent, Randomness.int64(epoch), Randomness.int64(fork));
    ByteBuffer proof = ByteBuffer.allocate(PARTS * 32);
    for (int part = 0; part < PARTS; part++) {
      proof.put(Blake2b.hash256(key, Randomness.int64(part)));
    }
    return proof.array();
  }
}
