package io.damocles.simulation;

import io.damocles.job.AttemptResult;
import io.damocles.prover.ProofType;
import io.damocles.wire.JobInput;
import io.damocles.wire.JobOutput;
import io.damocles.wire.Json;
import io.damocles.wire.SectorInput;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Checks what workers hand in, as the manager does before it believes it. */
final class ResultCheck {
  private ResultCheck() {}

  /** Success, or a failure that says what is wrong. */
  static AttemptResult of(Optional<byte[]> input, JobOutput output) {
    if (input.isEmpty()) {
      return new AttemptResult.Failure("no such job");
    }
    JobInput asked = SimulatedWorker.input(input.get());
    Map<Long, byte[]> sectors = new TreeMap<>(Long::compareUnsigned);
    for (SectorInput sector : asked.sectors()) {
      sectors.put(sector.sectorId(), sector.commR());
    }
    output.faultList().forEach(sectors::remove);
    byte[] proof = output.proofList().isEmpty() ? new byte[0] : output.proofList().get(0);
    ProofType type = ProofType.byName(asked.proofType()).orElseThrow();
    return FakeProofs.verify(type, asked.seed(), asked.minerId(), proof, sectors)
        ? new AttemptResult.Success(Json.write(output), output.faultList().size())
        : new AttemptResult.Failure("rejected: it does not verify");
  }
}
