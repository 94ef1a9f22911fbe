package io.damocles.manager;

import io.damocles.config.ManagerConfig;
import io.damocles.prover.ProofType;
import io.damocles.sector.CheckRules;
import io.damocles.sector.SectorFinder;
import io.damocles.sector.SectorFinding;
import io.damocles.sector.SectorPaths;
import io.damocles.sector.SectorQuery;
import io.damocles.sector.SectorStores;
import io.vertx.core.Future;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;

final class PlainSectorFinder implements SectorFinder {
  private final List<ManagerConfig.Store> stores;

  PlainSectorFinder(List<ManagerConfig.Store> stores) {
    this.stores = stores;
  }

  @Override
  public Future<List<SectorFinding>> find(
      ProofType type, long miner, List<SectorQuery> sectors, CheckRules rules) {
    return Future.succeededFuture(sectors.stream().map(one -> find(miner, one)).toList());
  }

  private SectorFinding find(long miner, SectorQuery one) {
    for (ManagerConfig.Store store : stores) {
      SectorPaths paths =
          SectorPaths.of(store.path(), store.path(), miner, one.number(), one.upgrade());
      if (Files.exists(paths.sealedFile())) {
        return new SectorFinding(
            one.number(),
            Optional.of(new SectorStores(store.name(), store.name())),
            Optional.empty(),
            true);
      }
    }
    return new SectorFinding(one.number(), Optional.empty(), Optional.of("not found"), true);
  }
}
