package io.damocles.bench;

import io.damocles.prover.BuiltinProver;
import io.damocles.prover.NativeOptions;
import io.damocles.prover.NativeProofs;
import io.damocles.prover.ProofType;
import io.damocles.prover.ProofWatch;
import io.damocles.prover.ProverException;
import io.damocles.prover.Replica;
import io.damocles.prover.WindowPostTask;
import io.damocles.sector.SectorPaths;
import io.damocles.wire.AllocatedJob;
import io.damocles.wire.SectorInput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Makes real proofs of claimed jobs, in this process. */
final class ProofWorker implements AutoCloseable {
  private final NativeProofs proofs;
  private final BuiltinProver prover;
  private final Path stores;

  /**
   * @param stores holds the stores by name
   */
  ProofWorker(Path parameters, Path folder, Path stores) {
    this.proofs =
        NativeProofs.load(new NativeOptions(null, parameters, folder.resolve("parents"), 0));
    this.prover = new BuiltinProver(proofs);
    this.stores = stores;
  }

  byte[] prove(AllocatedJob job) throws IOException {
    List<Replica> replicas = new ArrayList<>();
    for (SectorInput sector : job.input().sectors()) {
      replicas.add(replica(job.input().minerId(), sector));
    }
    try {
      return prover
          .windowPost(
              new WindowPostTask(
                  job.input().minerId(),
                  type(job.input().proofType()),
                  replicas,
                  job.input().seed()),
              ProofWatch.NONE)
          .proofs()
          .get(0);
    } catch (ProverException e) {
      throw new BenchException("no proof of job " + job.id() + ": " + e.getMessage(), e);
    }
  }

  private static ProofType type(String name) {
    for (ProofType type : ProofType.values()) {
      if (type.wireName().equals(name)) {
        return type;
      }
    }
    throw new BenchException("unknown proof type " + name);
  }

  private Replica replica(long miner, SectorInput sector) {
    Path cache = store(sector.accesses().cacheDir());
    Path sealed = store(sector.accesses().sealedFile());
    SectorPaths paths = SectorPaths.of(cache, sealed, miner, sector.sectorId(), sector.upgrade());
    return new Replica(sector.sectorId(), sector.commR(), paths.cacheDir(), paths.sealedFile());
  }

  private Path store(String name) {
    Path folder = stores.resolve(name);
    if (!Files.isDirectory(folder)) {
      throw new BenchException("no store " + name + " in " + stores);
    }
    return folder;
  }

  @Override
  public void close() {
    prover.close();
    proofs.close();
  }
}
