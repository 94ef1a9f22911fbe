package io.damocles.devnet.random;

import io.damocles.chain.Blake2b;
import java.nio.ByteBuffer;

/** How actors and nodes draw values from a ticket or a beacon entry. */
public final class Randomness {
  /** Tags of what a value is for. */
  public static final long WINDOW_POST_CHALLENGE = 4;

  public static final long POST_CHAIN_COMMIT = 9;

  private Randomness() {}

  /**
   * The 32 bytes for one purpose.
   *
   * @param source the ticket's VRF proof, or the beacon entry's data
   * @param epoch the epoch that was asked for, even if it had no tipset or is negative
   */
  public static byte[] draw(long tag, byte[] source, long epoch, byte[] entropy) {
    return Blake2b.hash256(int64(tag), Blake2b.hash256(source), int64(epoch), entropy);
  }

  static byte[] int64(long value) {
    return ByteBuffer.allocate(Long.BYTES).putLong(value).array();
  }
}
