package io.damocles.sector;

import io.damocles.prover.ProofType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/** Files that look like 2KiB sectors, by name and size. */
final class TestSectors {
  static final long MINER = 1000;
  static final ProofType TYPE = ProofType.WINDOW_2KIB_V1_2;

  private TestSectors() {}

  static SectorStore store(Path root) throws IOException {
    return new SectorStore(name(root), Files.createDirectories(root), Set.of(), Set.of());
  }

  static SectorPaths put(Path root, long number) throws IOException {
    return put(root, root, number, false);
  }

  static SectorPaths put(Path sealedRoot, Path cacheRoot, long number, boolean upgrade)
      throws IOException {
    SectorPaths paths = SectorPaths.of(cacheRoot, sealedRoot, MINER, number, upgrade);
    write(paths.sealedFile(), TYPE.sectorSize());
    write(paths.cacheDir().resolve("p_aux"), 64);
    for (String tree : SectorFiles.treeNames(TYPE)) {
      write(paths.cacheDir().resolve(tree), 32);
    }
    return paths;
  }

  static void write(Path file, long size) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    Files.write(file, new byte[(int) size]);
  }

  static String name(Path root) {
    return String.valueOf(root.getFileName());
  }

  static SectorQuery query(long number) {
    return new SectorQuery(number, false, new byte[32]);
  }
}
