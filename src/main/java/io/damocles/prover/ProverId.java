package io.damocles.prover;

import io.damocles.chain.Varint;
import java.util.Arrays;

/** The 32 bytes in which proofs name a miner: the varint of its actor id, padded with zeroes. */
final class ProverId {
  private static final int BYTES = 32;

  private ProverId() {}

  static byte[] of(long miner) {
    return Arrays.copyOf(Varint.encode(miner), BYTES);
  }
}
