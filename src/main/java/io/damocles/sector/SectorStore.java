package io.damocles.sector;

import java.nio.file.Path;
import java.util.Set;

/**
 * A store to look for sectors in.
 *
 * @param name known to the workers too
 * @param allowMiners actor ids; empty: all
 * @param denyMiners actor ids
 */
public record SectorStore(String name, Path path, Set<Long> allowMiners, Set<Long> denyMiners) {

  public SectorStore {
    allowMiners = Set.copyOf(allowMiners);
    denyMiners = Set.copyOf(denyMiners);
  }

  /** Whether the store is meant for sectors of that miner. */
  boolean isFor(long miner) {
    return !denyMiners.contains(miner) && (allowMiners.isEmpty() || allowMiners.contains(miner));
  }
}
