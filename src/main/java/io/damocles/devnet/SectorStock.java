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
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Consumer;
import java.util.stream.LongStream;

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
   * Makes the sectors 1, 2, … of one miner, several at a time.
   *
   * @return the commR by sector number
   * @throws DevnetException if one cannot be made
   */
  Map<Long, byte[]> make(long miner, int sectors, boolean faux) {
    Map<Long, byte[]> commRs = new ConcurrentSkipListMap<>();
    LongStream.rangeClosed(1, sectors)
        .parallel()
        .forEach(
            sector -> {
              commRs.put(sector, make(miner, sector, faux));
              if (sector % TELL_EVERY == 0) {
                progress.accept("  miner f0%d: sector %d of %d".formatted(miner, sector, sectors));
              }
            });
    return commRs;
  }

  private byte[] make(long miner, long sector, boolean faux) {
    Path store = stores.get((int) (sector % stores.size()));
    try {
      UnfinishedSector.remove(store, miner, sector);
      return faux
          ? sealer.faux(store, miner, sector)
          : sealer.seal(store, miner, sector, ticket(miner, sector));
    } catch (ProverException | IOException e) {
      throw new DevnetException(
          "cannot make sector %d of miner f0%d: %s".formatted(sector, miner, e.getMessage()), e);
    }
  }

  private static byte[] ticket(long miner, long sector) {
    return ByteBuffer.allocate(32).putLong(miner).putLong(sector).array();
  }
}
