package io.damocles.sector;

import io.vertx.core.Future;
import java.util.Optional;

/** Tells in which stores a sector is. */
public interface SectorLocator {

  /**
   * The place of a sector, whatever its state; nothing if no store that was asked has it.
   *
   * @param miner actor id, unsigned 64 bits
   * @param number sector number, unsigned 64 bits
   */
  Future<Optional<SectorStores>> locate(long miner, long number, boolean upgrade);
}
