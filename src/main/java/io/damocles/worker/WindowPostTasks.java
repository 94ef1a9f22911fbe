package io.damocles.worker;

import io.damocles.prover.ProofType;
import io.damocles.prover.ProverException;
import io.damocles.prover.Replica;
import io.damocles.prover.WindowPostTask;
import io.damocles.sector.SectorPaths;
import io.damocles.sector.Stores;
import io.damocles.wire.JobInput;
import io.damocles.wire.SectorInput;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Finds the files of a job's sectors in the attached stores. */
final class WindowPostTasks {
  private final Stores stores;

  WindowPostTasks(Stores stores) {
    this.stores = stores;
  }

  /**
   * The prover's task; no file is looked at.
   *
   * @throws ProverException naming what this worker does not have or know
   */
  WindowPostTask of(JobInput input) throws ProverException {
    ProofType type =
        ProofType.byName(input.proofType())
            .filter(ProofType::isWindow)
            .orElseThrow(() -> new ProverException(notWindow(input.proofType())));
    List<Replica> replicas = new ArrayList<>(input.sectors().size());
    for (SectorInput sector : input.sectors()) {
      replicas.add(replica(input.minerId(), sector));
    }
    return new WindowPostTask(input.minerId(), type, replicas, input.seed());
  }

  private Replica replica(long minerId, SectorInput sector) throws ProverException {
    Path cacheRoot = root(sector.accesses().cacheDir(), minerId, sector);
    Path sealedRoot = root(sector.accesses().sealedFile(), minerId, sector);
    SectorPaths paths =
        SectorPaths.of(cacheRoot, sealedRoot, minerId, sector.sectorId(), sector.upgrade());
    return new Replica(sector.sectorId(), sector.commR(), paths.cacheDir(), paths.sealedFile());
  }

  private Path root(String store, long minerId, SectorInput sector) throws ProverException {
    return stores
        .root(store)
        .orElseThrow(
            () ->
                new ProverException(
                    "store %s of sector %s of miner %s is not attached to this worker (attached: %s)"
                        .formatted(
                            store,
                            Long.toUnsignedString(sector.sectorId()),
                            Long.toUnsignedString(minerId),
                            String.join(", ", stores.names()))));
  }

  private static String notWindow(String name) {
    return "proof type " + name + " is not a window proof that this worker knows";
  }
}
