package io.damocles.worker;

import io.damocles.wire.JobOutput;
import io.damocles.wire.Reason;
import org.jspecify.annotations.Nullable;

/**
 * How an attempt ended: with an output, or with a reason.
 *
 * @param id as it was allocated
 * @param output null if the proof failed
 * @param reason empty if there is an output
 */
record ProofResult(String id, @Nullable JobOutput output, String reason) {

  static ProofResult proved(String id, JobOutput output) {
    return new ProofResult(id, output, "");
  }

  /** A failure; a manager takes an empty reason for a success, so there is always a short one. */
  static ProofResult failed(String id, String reason) {
    return new ProofResult(
        id, null, reason.isBlank() ? "the prover gave no reason" : Reason.cut(reason));
  }
}
