package io.damocles.devnet;

import io.damocles.sector.SectorPaths;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What a start that was broken off left of a sector: proof code would take it for a whole one. */
final class UnfinishedSector {
  private UnfinishedSector() {}

  /** Removes the files of a sector, if there are any. */
  static void remove(Path store, long miner, long sector) throws IOException {
    SectorPaths paths = SectorPaths.of(store, store, miner, sector, false);
    Files.deleteIfExists(paths.sealedFile());
    if (Files.isDirectory(paths.cacheDir())) {
      for (Path file : list(paths.cacheDir())) {
        Files.delete(file);
      }
    }
  }

  private static List<Path> list(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    }
  }
}
