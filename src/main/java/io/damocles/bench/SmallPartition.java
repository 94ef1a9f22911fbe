package io.damocles.bench;

import io.damocles.prover.NativeProofs;
import io.damocles.prover.ProofType;
import io.damocles.prover.ProverException;
import io.damocles.prover.Replica;
import io.damocles.prover.WindowPostTask;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** One partition of two 2KiB sectors, sealed for the benchmark. */
final class SmallPartition {
  static final ProofType TYPE = ProofType.WINDOW_2KIB_V1_2;

  private SmallPartition() {}

  /** Seals the sectors below the folder; the task proves them. */
  static WindowPostTask seal(NativeProofs proofs, Path folder, long miner)
      throws ProverException, IOException {
    List<Replica> replicas = new ArrayList<>();
    for (long id = 1; id <= TYPE.partitionSectors(); id++) {
      Path cache = Files.createDirectories(folder.resolve("cache-" + id));
      Path sealed = folder.resolve("sealed-" + id);
      byte[] ticket = new byte[32];
      ticket[0] = (byte) id;
      byte[] commR = proofs.sealTestSector(TYPE, miner, id, ticket, sealed, cache).commR();
      replicas.add(new Replica(id, commR, cache, sealed));
    }
    return new WindowPostTask(miner, TYPE, replicas, new byte[32]);
  }
}
