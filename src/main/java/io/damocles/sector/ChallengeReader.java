package io.damocles.sector;

import io.damocles.prover.ProofType;
import io.damocles.prover.Replica;
import java.util.Optional;

/** Reads a challenged leaf of a sector with its path to commR, as a proof does. */
public interface ChallengeReader {

  /**
   * Reads one challenge; blocks for as long as the disks take.
   *
   * @throws SectorUnreadException if it cannot be said whether the sector is good
   * @return empty if the sector is good, else what is wrong with it
   */
  Optional<String> read(ProofType type, Replica replica) throws SectorUnreadException;
}
