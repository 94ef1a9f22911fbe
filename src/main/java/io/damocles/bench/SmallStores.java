package io.damocles.bench;

import io.damocles.prover.BuiltinProver;
import io.damocles.prover.NativeOptions;
import io.damocles.prover.NativeProofs;
import io.damocles.prover.ProofWatch;
import io.damocles.prover.ProverException;
import io.damocles.prover.Replica;
import io.damocles.prover.WindowPostTask;
import io.damocles.sector.SectorPaths;
import io.damocles.wire.JobInput;
import io.damocles.wire.SectorInput;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * One partition of two sealed 2KiB sectors in one folder that has several names as a store: jobs
 * over it differ in these names, and are as many as its combinations.
 */
final class SmallStores {
  private static final int NAMES = 8;

  /** As many jobs of one seed can be told apart. */
  static final int DIFFERENT = NAMES * NAMES * NAMES * NAMES;

  private final long miner;
  private final List<Replica> replicas;

  private SmallStores(long miner, List<Replica> replicas) {
    this.miner = miner;
    this.replicas = replicas;
  }

  /** What needs the native library. */
  interface Work<T> {
    T run(NativeProofs proofs) throws ProverException, IOException;
  }

  /**
   * Runs something with the native library.
   *
   * @throws BenchException if there are no parameters of 2KiB proofs, or it fails
   */
  static <T> T withProofs(Path parameters, Path folder, Work<T> work) throws IOException {
    try (NativeProofs proofs =
        NativeProofs.load(new NativeOptions(null, parameters, folder.resolve("parents"), 0))) {
      if (!proofs.parameterStatus(SmallPartition.TYPE).canProve()) {
        throw new BenchException("no 2KiB parameters in " + parameters + "; bin/demo makes them");
      }
      return work.run(proofs);
    } catch (ProverException e) {
      throw new BenchException(String.valueOf(e.getMessage()), e);
    }
  }

  /** Seals the sectors in damocles' layout. */
  static SmallStores seal(NativeProofs proofs, Path store, long miner) throws ProverException {
    List<Replica> replicas = new ArrayList<>();
    for (long id = 1; id <= SmallPartition.TYPE.partitionSectors(); id++) {
      SectorPaths paths = SectorPaths.of(store, store, miner, id, false);
      byte[] ticket = new byte[32];
      ticket[0] = (byte) id;
      byte[] commR =
          proofs
              .sealTestSector(
                  SmallPartition.TYPE, miner, id, ticket, paths.sealedFile(), paths.cacheDir())
              .commR();
      replicas.add(new Replica(id, commR, paths.cacheDir(), paths.sealedFile()));
    }
    return new SmallStores(miner, replicas);
  }

  /** The proof for that seed, as base64. */
  String prove(NativeProofs proofs, int seed) throws ProverException {
    try (BuiltinProver prover = new BuiltinProver(proofs)) {
      WindowPostTask task =
          new WindowPostTask(miner, SmallPartition.TYPE, replicas, seedBytes(seed));
      return Base64.getEncoder()
          .encodeToString(prover.windowPost(task, ProofWatch.NONE).proofs().get(0));
    }
  }

  /** The input of a job, one of {@link #DIFFERENT}; its first seed byte is that of the seed. */
  JobInput input(int seed, int number) {
    List<SectorInput> sectors = new ArrayList<>();
    int left = number;
    for (Replica replica : replicas) {
      String sealed = name(left % NAMES);
      String cache = name(left / NAMES % NAMES);
      left /= NAMES * NAMES;
      sectors.add(
          new SectorInput(
              replica.sectorId(),
              replica.commR(),
              false,
              new SectorInput.Accesses(sealed, cache)));
    }
    return new JobInput(sectors, miner, SmallPartition.TYPE.wireName(), seedBytes(seed));
  }

  /** The lines of the manager's configuration that make the stores known. */
  static String managerTables(Path store) {
    StringBuilder tables = new StringBuilder();
    for (int i = 0; i < NAMES; i++) {
      tables.append(
          "[[Common.PersistStores]]\nName = \"%s\"\nPath = \"%s\"\n".formatted(name(i), store));
    }
    return tables.toString();
  }

  /** The same for a worker. */
  static String workerTables(Path store) {
    StringBuilder tables = new StringBuilder();
    for (int i = 0; i < NAMES; i++) {
      tables.append("[[attached]]\nname = \"%s\"\nlocation = \"%s\"\n".formatted(name(i), store));
    }
    return tables.toString();
  }

  private static String name(int index) {
    return "store-" + index;
  }

  private static byte[] seedBytes(int seed) {
    byte[] bytes = new byte[32];
    bytes[0] = (byte) seed;
    return bytes;
  }
}
