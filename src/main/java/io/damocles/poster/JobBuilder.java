package io.damocles.poster;

import io.damocles.job.JobId;
import io.damocles.job.JobRules;
import io.damocles.job.NewJob;
import io.damocles.prover.ProofType;
import io.damocles.sector.SectorFinding;
import io.damocles.sector.SectorQuery;
import io.damocles.wire.CanonicalInput;
import io.damocles.wire.JobInput;
import io.damocles.wire.SectorInput;
import java.util.List;
import java.util.Optional;

/**
 * Builds the job that proves a partition from sectors that were found.
 *
 * @param miner actor id, unsigned
 * @param deadline its index
 * @param seed challenge randomness, 32 bytes with the two high bits cleared
 * @param closeAt unix milliseconds, or {@link NewJob#NEVER}
 */
public record JobBuilder(
    long miner, ProofType type, long deadline, long partition, byte[] seed, long closeAt) {

  /** How a sector is told to a worker; empty if it cannot be proven. */
  public static Optional<SectorInput> entry(SectorQuery query, SectorFinding finding) {
    return finding.fault().isPresent()
        ? Optional.empty()
        : finding
            .stores()
            .map(
                stores ->
                    new SectorInput(
                        query.number(),
                        query.commR(),
                        query.upgrade(),
                        new SectorInput.Accesses(stores.sealedFile(), stores.cacheDir())));
  }

  /** The job of these entries; the same ones always make the same id. */
  public NewJob job(List<SectorInput> entries) {
    byte[] input = CanonicalInput.bytes(new JobInput(entries, miner, type.wireName(), seed));
    return new NewJob(
        JobId.of(input),
        input,
        miner,
        type.wireName(),
        entries.size(),
        deadline,
        List.of(partition),
        closeAt,
        JobRules.DEFAULT_EXPECTED.toMillis());
  }
}
