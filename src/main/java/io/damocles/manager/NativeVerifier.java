package io.damocles.manager;

import io.damocles.prover.NativeProofs;
import io.damocles.prover.ParameterStatus;
import io.damocles.prover.ProofType;
import io.damocles.prover.ProverException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Verifies proofs with the native library. */
final class NativeVerifier implements ProofVerifier {
  private static final Logger log = LoggerFactory.getLogger(NativeVerifier.class);

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
      log.error("proofs of {} cannot be verified: {}", type.wireName(), e.getMessage());
      throw new VerifierUnavailableException("cannot verify now: " + e.getMessage(), e);
    }
  }

  /**
   * Tells at the start which proofs can be verified, so that a missing key is known hours before a
   * proof is.
   *
   * @param needed proof types that are known to come
   */
  void tellKeys(Collection<ProofType> needed) {
    List<String> ready = new ArrayList<>();
    for (ProofType type : ProofType.values()) {
      try {
        ParameterStatus status = proofs.parameterStatus(type);
        if (status.canVerify()) {
          ready.add(type.wireName());
        } else if (needed.contains(type)) {
          log.error(
              "proofs of {} are needed and cannot be verified: verifying key {} {}",
              type.wireName(),
              status.verifyingKey(),
              status.problem() == null ? "is missing" : status.problem());
        }
      } catch (ProverException e) {
        log.error("verifying key of {}: {}", type.wireName(), e.getMessage());
      }
    }
    log.info("proofs that can be verified: {}", ready);
  }
}
