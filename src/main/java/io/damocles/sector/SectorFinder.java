package io.damocles.sector;

import io.damocles.prover.ProofType;
import io.vertx.core.Future;
import java.util.List;

/** Finds sectors in the stores and checks their files. */
public interface SectorFinder {

  /**
   * Finds and checks sectors of one miner.
   *
   * @param miner actor id, unsigned 64 bits
   * @param sectors in any order; one may stand in it more than once
   * @return one finding for each sector asked, in the order of the question; a bad sector is a
   *     finding and never a failure. It completes on any thread.
   */
  Future<List<SectorFinding>> find(
      ProofType type, long miner, List<SectorQuery> sectors, CheckRules rules);
}
