package io.damocles.demo;

import io.damocles.prover.NativeProofs;
import io.damocles.prover.ProofType;
import io.damocles.prover.ProverException;
import io.damocles.sector.SectorPaths;
import io.damocles.sector.SectorSealer;
import io.damocles.wire.CreateJobRequest;
import io.damocles.wire.JobInput;
import io.damocles.wire.SectorInput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Seals real 2KiB sectors into two stores, and makes a partition of every two of them. */
final class Sectors {
  static final ProofType TYPE = ProofType.WINDOW_2KIB_V1_2;
  static final long MINER = 1000;
  static final int PER_PARTITION = 2;
  static final List<String> STORES = List.of("store1", "store2");

  private static final int SEED_MASK = 0x3f;
  private static final long SECONDS_TO_CLOSE = 1800;

  private final SectorSealer sealer;
  private final Path folder;
  private final Random random = new Random();
  private final List<SectorInput> sealed = new ArrayList<>();

  /**
   * @param folder holds the stores
   */
  Sectors(NativeProofs proofs, Path folder) {
    this.sealer = new SectorSealer(proofs, TYPE);
    this.folder = folder;
  }

  Path store(String name) {
    return folder.resolve(name);
  }

  /** Seals the next sector; they take turns in the stores. */
  void seal() throws ProverException, IOException {
    long id = sealed.size() + 1L;
    String store = STORES.get(sealed.size() % STORES.size());
    byte[] commR = sealer.seal(store(store), MINER, id, bytes32());
    sealed.add(new SectorInput(id, commR, false, new SectorInput.Accesses(store, store)));
  }

  /** Flips bits in a sector's replica, as a bad disk would. */
  Path corrupt(long id) throws IOException {
    Path file = paths(id, sealed.get((int) id - 1).accesses().sealedFile()).sealedFile();
    byte[] replica = Files.readAllBytes(file);
    for (int i = 0; i < replica.length; i += 64) {
      replica[i] ^= 1;
    }
    Files.write(file, replica);
    return file;
  }

  /** A job for every partition, closing in half an hour. */
  List<CreateJobRequest> jobs(long nowSeconds) {
    List<CreateJobRequest> jobs = new ArrayList<>();
    for (int at = 0; at < sealed.size(); at += PER_PARTITION) {
      byte[] seed = bytes32();
      seed[31] &= SEED_MASK;
      List<SectorInput> partition = List.copyOf(sealed.subList(at, at + PER_PARTITION));
      jobs.add(
          new CreateJobRequest(
              new JobInput(partition, MINER, TYPE.wireName(), seed),
              0,
              List.of((long) at / PER_PARTITION),
              nowSeconds + SECONDS_TO_CLOSE,
              2L));
    }
    return jobs;
  }

  private SectorPaths paths(long id, String store) {
    return SectorPaths.of(store(store), store(store), MINER, id, false);
  }

  private byte[] bytes32() {
    byte[] bytes = new byte[32];
    random.nextBytes(bytes);
    return bytes;
  }
}
