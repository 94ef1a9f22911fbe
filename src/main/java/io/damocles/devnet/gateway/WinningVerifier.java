package io.damocles.devnet.gateway;

import java.util.Map;

/** The native side of winning proofs; blocks while it computes. */
public interface WinningVerifier {

  /** Place of the drawn sector among so many; the seed has 32 bytes. */
  int draw(byte[] seed, long miner, int sectors);

  /** Whether the proof is valid for the drawn sector, by number and commR. */
  boolean verify(byte[] seed, long miner, byte[] proof, Map<Long, byte[]> sector);
}
