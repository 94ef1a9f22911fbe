package io.damocles.poster;

import io.damocles.prover.ProofType;
import io.vertx.core.Future;
import java.util.Map;

/** Verifies proofs before they are sent. */
public interface ProofCheck {

  /**
   * Whether the proof is right; fails if that cannot be found out now.
   *
   * @param proof 192 bytes for each partition
   * @param sectors replica commitment by sector number
   */
  Future<Boolean> verify(
      ProofType type, byte[] seed, long miner, byte[] proof, Map<Long, byte[]> sectors);
}
