package io.damocles.devnet;

import io.damocles.prover.NativeProofs;
import io.damocles.prover.ProofType;
import io.damocles.prover.ProverException;
import io.damocles.sector.SectorSealer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Makes the sectors of a new chain in its stores. */
final class SectorStock {
  static final ProofType TYPE = ProofType.WINDOW_2KIB_V1_2;
  static final long FIRST_MINER = 1000;
  private static final int TELL_EVERY = 500;

  private final SectorSealer sealer;
  private final List<Path> stores;
  private final Consumer<String> progress;

  SectorStock(NativeProofs proofs, List<Path> stores, Consumer<String> progress) {
    this.sealer = new SectorSealer(proofs, TYPE);
    this.stores = stores;
    this.progress = progress;
  }

  /** Marks the folders as stores, as damocles does. */
  void markStores() throws IOException {
    for (Path store : stores) {
      Files.createDirectories(store);
      Files.writeString(
          store.resolve("sectorstore.json"),
          """
          {"ID": "%1$s", "Name": "%1$s", "Strict": false, "ReadOnly": false, "Weight": 1, \
          "AllowMiners": [], "DenyMiners": [], "PluginName": "", "Meta": {}}
          """
              .formatted(store.getFileName()));
    }
  }

  /**
   * Makes the sectors 1, 2, … of one miner.
   *
   * @return the commR by sector number
   */
  Map<Long, byte[]> make(long miner, int sectors, boolean faux)
      throws ProverException, IOException {
    Map<Long, byte[]> commRs = new TreeMap<>();
    for (long sector = 1; sector <= sectors; sector++) {
      Path store = stores.get((int) (sector % stores.size()));
      commRs.put(
          sector,
          faux
              ? sealer.faux(store, miner, sector)
              : sealer.seal(store, miner, sector, ticket(miner, sector)));
      if (sector % TELL_EVERY == 0) {
        progress.accept("miner f0%d: %d of %d sectors".formatted(miner, sector, sectors));
      }
    }
    return commRs;
  }

  private static byte[] ticket(long miner, long sector) {
    return ByteBuffer.allocate(32).putLong(miner).putLong(sector).array();
  }
}
