package io.damocles.manager;

import io.damocles.prover.ProofType;
import java.util.Map;

/** Stands where no jobs are served, so that the native library need not be there. */
final class NoVerifier implements ProofVerifier {
  @Override
  public boolean verify(
      ProofType type, byte[] seed, long miner, byte[] proof, Map<Long, byte[]> sectors)
      throws VerifierUnavailableException {
    throw new VerifierUnavailableException(
        "this manager serves no jobs (--worker-prover was not given)", null);
  }
}
