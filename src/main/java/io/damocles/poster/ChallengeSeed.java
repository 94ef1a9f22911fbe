package io.damocles.poster;

import io.damocles.chain.Address;
import io.damocles.chain.CborBytes;
import io.damocles.chain.TipSetKey;
import io.damocles.chain.node.Chain;
import io.vertx.core.Future;

/** The randomness of window proofs (actor.md §10, damocles-manager.md §3.5, §3.7). */
final class ChallengeSeed {
  private static final long WINDOW_POST_CHALLENGE = 4;
  private static final long POST_CHAIN_COMMIT = 9;
  private static final int LAST = 31;
  private static final int FIELD_MASK = 0x3f;

  private ChallengeSeed() {}

  /** What the miner is challenged with in that epoch: 32 bytes below the field's modulus. */
  static Future<byte[]> at(Chain chain, Address miner, long challenge, TipSetKey head) {
    byte[] entropy = new CborBytes().bytes(miner.bytes()).toByteArray();
    return chain
        .beaconRandomness(WINDOW_POST_CHALLENGE, challenge, entropy, head)
        .map(ChallengeSeed::masked);
  }

  /** What a message shows to prove that it was made on this chain. */
  static Future<byte[]> commitment(Chain chain, long epoch, TipSetKey head) {
    return chain.ticketRandomness(POST_CHAIN_COMMIT, epoch, null, head);
  }

  private static byte[] masked(byte[] randomness) {
    if (randomness.length != LAST + 1) {
      throw new IllegalStateException(
          "challenge randomness has %d bytes, expected 32".formatted(randomness.length));
    }
    byte[] seed = randomness.clone();
    seed[LAST] &= FIELD_MASK;
    return seed;
  }
}
