package io.damocles.sector;

import io.damocles.prover.NativeProofs;
import io.damocles.prover.ProofType;
import io.damocles.prover.ProverException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Makes small sectors where workers look for them, for demonstrations and development chains. */
public final class SectorSealer {
  private final NativeProofs proofs;
  private final ProofType type;

  /**
   * @param type window proof whose sectors can be made: 2KiB or 8MiB
   */
  public SectorSealer(NativeProofs proofs, ProofType type) {
    this.proofs = proofs;
    this.type = type;
  }

  /** Seals a sector without data into a store; answers its commR, 32 bytes. */
  public byte[] seal(Path store, long miner, long sector, byte[] ticket)
      throws ProverException, IOException {
    SectorPaths paths = folders(store, miner, sector);
    return proofs
        .sealTestSector(type, miner, sector, ticket, paths.sealedFile(), paths.cacheDir())
        .commR();
  }

  /** Makes a replica of zeroes, which proves like a sealed one; answers its commR, 32 bytes. */
  public byte[] faux(Path store, long miner, long sector) throws ProverException, IOException {
    SectorPaths paths = folders(store, miner, sector);
    return proofs.fauxReplica(type, paths.sealedFile(), paths.cacheDir());
  }

  private static SectorPaths folders(Path store, long miner, long sector) throws IOException {
    SectorPaths paths = SectorPaths.of(store, store, miner, sector, false);
    Files.createDirectories(paths.cacheDir());
    Files.createDirectories(paths.sealedFile().toAbsolutePath().getParent());
    return paths;
  }
}
