package io.damocles.poster;

import io.damocles.chain.Address;
import io.damocles.chain.CborBytes;
import io.damocles.chain.TipSetKey;
import io.damocles.chain.node.Chain;
import io.damocles.prover.ProofSeed;
import io.vertx.core.Future;

/** The randomness of window proofs (actor.md §10, damocles-manager.md §3.5, §3.7). */
public final class ChallengeSeed {
  private static final long WINDOW_POST_CHALLENGE = 4;
  private static final long POST_CHAIN_COMMIT = 9;
  private static final int BYTES = 32;

  private ChallengeSeed() {}

  /** What the miner is challenged with in that epoch: 32 bytes below the field's modulus. */
  static Future<byte[]> at(Chain chain, Address miner, long challenge, TipSetKey head) {
    return drawn(chain, miner, challenge, head).map(ChallengeSeed::fitting);
  }

  /** What the chain draws for the miner's challenge in that epoch. */
  public static Future<byte[]> drawn(Chain chain, Address miner, long challenge, TipSetKey head) {
    byte[] entropy = new CborBytes().bytes(miner.bytes()).toByteArray();
    return chain.beaconRandomness(WINDOW_POST_CHALLENGE, challenge, entropy, head);
  }

  /** What a message shows to prove that it was made on this chain. */
  public static Future<byte[]> commitment(Chain chain, long epoch, TipSetKey head) {
    return chain.ticketRandomness(POST_CHAIN_COMMIT, epoch, null, head);
  }

  private static byte[] fitting(byte[] randomness) {
    if (randomness.length != BYTES) {
      throw new IllegalStateException(
          "challenge randomness has %d bytes, expected 32".formatted(randomness.length));
    }
    return ProofSeed.of(randomness);
  }
}
