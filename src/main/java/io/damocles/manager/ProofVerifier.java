package io.damocles.manager;

import io.damocles.prover.ProofType;
import java.util.Map;

/** Verifies window proofs; the native library does it. Calls block. */
interface ProofVerifier {

  /**
   * Whether the proof is right.
   *
   * @param seed 32 bytes
   * @param proof 192 bytes for each partition of the sectors
   * @param sectors replica commitment (32 bytes) by sector number
   * @throws VerifierUnavailableException if that cannot be found out, such as for want of a
   *     verifying key
   */
  boolean verify(ProofType type, byte[] seed, long miner, byte[] proof, Map<Long, byte[]> sectors)
      throws VerifierUnavailableException;
}
