package io.damocles.sector;

import java.nio.file.Path;

/**
 * Where the files of a sector lie, below the roots of its stores (damocles' layout).
 *
 * @param cacheDir folder with {@code p_aux} and the {@code tree-r-last} files
 * @param sealedFile the replica
 */
public record SectorPaths(Path cacheDir, Path sealedFile) {

  /**
   * The paths of one sector.
   *
   * @param minerId actor id, unsigned
   * @param sectorId sector number, unsigned
   * @param upgrade whether the sector was upgraded (snap deal), which lies in its own folders
   */
  public static SectorPaths of(
      Path cacheRoot, Path sealedRoot, long minerId, long sectorId, boolean upgrade) {
    String name = new SectorName(minerId, sectorId).toString();
    return new SectorPaths(
        cacheRoot.resolve(SectorFolder.ofCaches(upgrade).folder()).resolve(name),
        sealedRoot.resolve(SectorFolder.ofReplicas(upgrade).folder()).resolve(name));
  }
}
