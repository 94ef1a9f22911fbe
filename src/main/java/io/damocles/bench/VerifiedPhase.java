package io.damocles.bench;

import io.damocles.prover.BuiltinProver;
import io.damocles.prover.NativeLibraryException;
import io.damocles.prover.NativeOptions;
import io.damocles.prover.NativeProofs;
import io.damocles.prover.ProofWatch;
import io.damocles.prover.ProverException;
import io.damocles.prover.WindowPostTask;
import io.damocles.wire.JobInput;
import io.damocles.wire.SectorInput;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Finishes with a real proof, which the manager verifies. One proof serves many jobs: they differ
 * in the names of their stores, which are part of a job's id and no part of its proof.
 */
final class VerifiedPhase {
  static final long MINER = 9_000_000_003L;

  private final URI api;
  private final int clients;

  VerifiedPhase(URI api, int clients) {
    this.api = api;
    this.clients = clients;
  }

  /**
   * Runs it.
   *
   * @param parameters folder of the 2KiB parameters
   * @param folder for the sectors
   * @param created gets the ids of the jobs
   * @throws BenchException if no proof can be made here
   */
  Measurement run(Path parameters, Path folder, int count, List<String> created)
      throws IOException {
    try (NativeProofs proofs =
        NativeProofs.load(new NativeOptions(null, parameters, folder.resolve("parents"), 0))) {
      if (!proofs.parameterStatus(SmallPartition.TYPE).canProve()) {
        throw new BenchException("no 2KiB parameters in " + parameters + "; bin/demo makes them");
      }
      WindowPostTask task = SmallPartition.seal(proofs, folder, MINER);
      try (BuiltinProver prover = new BuiltinProver(proofs)) {
        byte[] proof = prover.windowPost(task, ProofWatch.NONE).proofs().get(0);
        return finish(task, Base64.getEncoder().encodeToString(proof), count, created);
      }
    } catch (ProverException | NativeLibraryException e) {
      throw new BenchException(String.valueOf(e.getMessage()), e);
    }
  }

  private Measurement finish(WindowPostTask task, String proof, int count, List<String> created)
      throws IOException {
    JobMaker maker = new JobMaker(0, MINER, 0);
    List<byte[]> jobs =
        IntStream.range(0, count).mapToObj(i -> maker.create(input(task, "store-" + i))).toList();
    CreateLoad creation = new CreateLoad(jobs.iterator()::next, count);
    ClosedLoop.run(api, 1, creation);
    created.addAll(creation.jobs());
    ClaimLoad claims = new ClaimLoad(clients, MINER);
    ClosedLoop.run(api, clients, claims);
    List<byte[]> finishes =
        claims.attempts().stream().map(attempt -> Calls.finish(attempt, proof)).toList();
    return ClosedLoop.run(api, clients, RepeatLoad.once(finishes));
  }

  private static JobInput input(WindowPostTask task, String store) {
    SectorInput.Accesses accesses = new SectorInput.Accesses(store, store);
    return new JobInput(
        task.replicas().stream()
            .map(replica -> new SectorInput(replica.sectorId(), replica.commR(), false, accesses))
            .toList(),
        MINER,
        SmallPartition.TYPE.wireName(),
        task.seed());
  }
}
