package io.damocles.devnet.random;

import io.damocles.chain.Blake2b;

/** The beacon of Lotus' own development networks: one round an epoch, its data the round's hash. */
public final class MockBeacon {
  private static final long FIRST_ROUND = 100;

  private MockBeacon() {}

  /** The round of an epoch after the genesis. */
  public static long round(long epoch) {
    return epoch + FIRST_ROUND;
  }

  /** The 32 bytes of a round; of round 0, which only the genesis block has, zeros. */
  public static byte[] data(long round) {
    return round == 0 ? new byte[32] : Blake2b.hash256(Randomness.int64(round));
  }

  /** What draws for this epoch use: the genesis block's entry for epochs before the first. */
  public static byte[] dataOfEpoch(long epoch) {
    return data(epoch <= 0 ? 0 : round(epoch));
  }
}
