package io.damocles.simulation;

import io.damocles.prover.ProofType;
import io.damocles.sector.CheckRules;
import io.damocles.sector.SectorFinder;
import io.damocles.sector.SectorFinding;
import io.damocles.sector.SectorQuery;
import io.damocles.sector.SectorStores;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;

/** The stores: which sectors are there when. */
final class SimulatedSectors implements SectorFinder {
  private static final SectorStores STORE = new SectorStores("store", "store");

  private final Life life;
  private final Health health;
  private final Outages outages;

  /** Whether a sector can be read now. */
  interface Health {
    boolean isGood(long miner, long sector);
  }

  SimulatedSectors(Life life, Health health, Outages outages) {
    this.life = life;
    this.outages = outages;
    this.health = health;
  }

  @Override
  public Future<List<SectorFinding>> find(
      ProofType type, long miner, List<SectorQuery> sectors, CheckRules rules) {
    outages.checkCaller(Outages.SECTORS);
    return life.answer(
        sectors.size() + outages.slowCheckMillis,
        () -> {
          outages.checkStores();
          if (outages.strikes(Outages.SECTORS)) {
            throw new IllegalStateException("the sector check failed");
          }
          return sectors.stream().map(one -> finding(miner, one.number())).toList();
        });
  }

  private SectorFinding finding(long miner, long number) {
    return health.isGood(miner, number)
        ? new SectorFinding(number, Optional.of(STORE), Optional.empty(), true)
        : new SectorFinding(number, Optional.of(STORE), Optional.of("cannot be read"), true);
  }
}
