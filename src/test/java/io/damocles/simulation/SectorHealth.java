package io.damocles.simulation;

import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** Which sectors cannot be read when, by the manager and by workers alike, or by workers alone. */
final class SectorHealth {
  private final SimulatedTime time;
  private final long firstMiner;
  private final Map<String, Illness> ill = new HashMap<>();

  /** A time in which a sector cannot be read. */
  record Illness(long from, long until, boolean workersOnly) {
    boolean isNow(long now) {
      return from <= now && now < until;
    }
  }

  SectorHealth(long seed, Shape shape, SimulatedTime time) {
    this.time = time;
    this.firstMiner = shape.firstMiner();
    SplittableRandom random = new SplittableRandom(seed * 31 + 8);
    long length = shape.epochs() * SimulatedChain.EPOCH_MILLIS;
    boolean sickly = shape.faults() > 0 && random.nextInt(6) == 0;
    long window = shape.rules().window() * SimulatedChain.EPOCH_MILLIS;
    for (int miner = 0; miner < shape.miners(); miner++) {
      for (int index = 0; index < shape.sectors(); index++) {
        if (random.nextInt(60) < (sickly ? 30 : shape.faults())) {
          long from = SimulatedTime.START + random.nextLong(length);
          long lasts =
              sickly
                  ? random.nextLong(2 * window)
                  : random.nextInt(4) == 0 ? Long.MAX_VALUE / 2 : random.nextLong(length / 2);
          ill.put(
              key(firstMiner + miner, shape.firstSector() + index),
              new Illness(from, from + lasts, random.nextBoolean()));
        }
      }
    }
  }

  /** Nobody can read a sector of the first miner between two epochs. */
  void sicken(long sector, long from, long until) {
    ill.put(
        key(firstMiner, sector),
        new Illness(SimulatedChain.millis(from), SimulatedChain.millis(until), false));
  }

  private static String key(long miner, long sector) {
    return miner + "/" + sector;
  }

  boolean isGoodForManager(long miner, long sector) {
    Illness illness = ill.get(key(miner, sector));
    return illness == null || illness.workersOnly() || !illness.isNow(time.now());
  }

  boolean isGoodForWorkers(long miner, long sector) {
    Illness illness = ill.get(key(miner, sector));
    return illness == null || !illness.isNow(time.now());
  }

  /** The only time in which it is ill; null if it never is. */
  @Nullable Illness illness(long miner, long sector) {
    return ill.get(key(miner, sector));
  }
}
