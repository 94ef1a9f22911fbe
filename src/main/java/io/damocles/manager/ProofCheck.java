package io.damocles.manager;

import io.damocles.job.AttemptId;
import io.damocles.job.AttemptResult;
import io.damocles.job.sql.JobReader;
import io.damocles.prover.ProofType;
import io.damocles.wire.JobInput;
import io.damocles.wire.JobOutput;
import io.damocles.wire.Json;
import io.damocles.wire.ProofBytes;
import io.damocles.wire.SectorInput;
import io.vertx.core.Future;
import io.vertx.core.WorkerExecutor;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Checks a worker's output against the job's input: shape first, then the proof itself by the
 * native library.
 */
final class ProofCheck {
  private final ProofVerifier verifier;
  private final WorkerExecutor pool;

  /**
   * @param pool runs verifications; a first one of a proof type may take seconds
   */
  ProofCheck(ProofVerifier verifier, WorkerExecutor pool) {
    this.verifier = verifier;
    this.pool = pool;
  }

  /** The result that the output stands for if it is right. */
  AttemptResult unchecked(JobOutput output) {
    JobOutput kept = new JobOutput(output.proofs(), output.faults());
    return new AttemptResult.Success(Json.write(kept), output.faultList().size());
  }

  /**
   * Checks the output.
   *
   * @return success, or a failure that says what is wrong with it; the future fails only if the
   *     check itself could not be made, and then the worker must keep its proof
   */
  Future<AttemptResult> check(AttemptId attempt, JobReader.Held held, JobOutput output) {
    return pool.executeBlocking(
        () -> {
          String wrong = wrong(held, output);
          return wrong == null
              ? unchecked(output)
              : new AttemptResult.Failure(FailureKind.REJECTED_PREFIX + wrong);
        },
        false);
  }

  private @Nullable String wrong(JobReader.Held held, JobOutput output)
      throws IOException, VerifierUnavailableException {
    JobInput input = Json.read(held.input(), JobInput.class);
    Map<Long, byte[]> sectors = new TreeMap<>(Long::compareUnsigned);
    for (SectorInput sector : input.sectors()) {
      sectors.put(sector.sectorId(), sector.commR());
    }
    String wrongFaults = wrongFaults(sectors, output.faultList());
    if (wrongFaults != null) {
      return wrongFaults;
    }
    output.faultList().forEach(sectors::remove);
    if (output.proofList().isEmpty()) {
      return output.faultList().isEmpty() ? "it has neither a proof nor faults" : null;
    }
    Optional<ProofType> type = ProofType.byName(held.proofType());
    if (type.isEmpty()) {
      return "proof type '" + held.proofType() + "' is unknown";
    }
    byte[] proof = ProofBytes.joined(output.proofList());
    int expected = type.get().proofBytes(sectors.size());
    if (proof.length != expected) {
      return "it has %d bytes, expected %d for %d sectors"
          .formatted(proof.length, expected, sectors.size());
    }
    return verifier.verify(type.get(), input.seed(), input.minerId(), proof, sectors)
        ? null
        : "it does not verify";
  }

  private static @Nullable String wrongFaults(Map<Long, byte[]> sectors, List<Long> faults) {
    Set<Long> seen = new HashSet<>();
    for (long fault : faults) {
      if (!sectors.containsKey(fault)) {
        return "sector %s is not in the job".formatted(Long.toUnsignedString(fault));
      }
      if (!seen.add(fault)) {
        return "sector %s is named twice".formatted(Long.toUnsignedString(fault));
      }
    }
    return null;
  }
}
