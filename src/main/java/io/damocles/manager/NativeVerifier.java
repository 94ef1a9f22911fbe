package io.damocles.manager;

import io.damocles.prover.NativeProofs;
import io.damocles.prover.ProofType;
import io.damocles.prover.ProverException;
import java.util.Map;

/** Verifies proofs with the native library. */
final class NativeVerifier implements ProofVerifier {
  private final NativeProofs proofs;

  NativeVerifier(NativeProofs proofs) {
    this.proofs = proofs;
  }

  @Override
  public boolean verify(
      ProofType type, byte[] seed, long miner, byte[] proof, Map<Long, byte[]> sectors)
      throws VerifierUnavailableException {
    try {
      return proofs.verifyWindowPost(type, seed, miner, proof, sectors);
    } catch (ProverException e) {
      throw new VerifierUnavailableException("cannot verify now: " + e.getMessage(), e);
    }
  }
}
