package io.damocles.manager;

import io.damocles.config.ManagerConfig;
import io.damocles.prover.NativeProofs;
import io.damocles.sector.ChallengeReader;
import io.damocles.sector.CheckLimits;
import io.damocles.sector.NativeChallengeReader;
import io.damocles.sector.SectorStore;
import io.damocles.sector.StoreSectorFinder;
import io.damocles.time.Timeline;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The finder of sectors as the configuration wants it. */
final class ManagerSectors {
  private ManagerSectors() {}

  /**
   * @param proofs reads challenges for strict checks, which without it only look at files
   */
  static StoreSectorFinder finder(
      ManagerConfig config, Optional<NativeProofs> proofs, Timeline timeline) {
    ManagerConfig.Proving proving = config.common().proving();
    Optional<ChallengeReader> reader =
        proofs.map(library -> new NativeChallengeReader(library, new SecureRandom()));
    return new StoreSectorFinder(
        stores(config),
        new CheckLimits(
            proving.parallelCheckLimit(),
            proving.singleCheckTimeout(),
            proving.partitionCheckTimeout()),
        reader,
        timeline);
  }

  /** The stores to look into, for {@link StoreSectorFinder#replace} after a reload. */
  static List<SectorStore> stores(ManagerConfig config) {
    return config.common().stores().stream().map(ManagerSectors::store).toList();
  }

  private static SectorStore store(ManagerConfig.Store store) {
    return new SectorStore(
        store.name(),
        store.path(),
        Set.copyOf(store.allowMiners()),
        Set.copyOf(store.denyMiners()));
  }
}
