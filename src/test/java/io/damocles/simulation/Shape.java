package io.damocles.simulation;

import io.damocles.devnet.actor.DeadlineRules;
import java.util.SplittableRandom;

/**
 * What a simulated network looks like; the seed chooses it.
 *
 * @param sectors of each miner
 * @param workers that prove, one proof at a time
 * @param shortestProof in milliseconds
 * @param longestProof in milliseconds
 * @param epochs how long the chain runs
 * @param faults how many of each kind of fault there may be; 0 for a world where all goes well
 * @param messager whether messages go through a messager rather than a node
 * @param firstMiner the least of the miners' ids, which follow each other
 * @param firstSector the least of each miner's sector numbers, which follow each other
 */
record Shape(
    DeadlineRules rules,
    int miners,
    int sectors,
    int workers,
    long shortestProof,
    long longestProof,
    long epochs,
    int faults,
    boolean messager,
    long firstMiner,
    long firstSector) {
  private static final long FIRST_MINER = 1000;
  private static final int FULL_EVERY = 100;
  private static final int LARGE_EVERY = 500;
  private static final long SECOND = 1_000;

  /** With the usual names of miners and sectors. */
  Shape(
      DeadlineRules rules,
      int miners,
      int sectors,
      int workers,
      long shortestProof,
      long longestProof,
      long epochs,
      int faults,
      boolean messager) {
    this(
        rules,
        miners,
        sectors,
        workers,
        shortestProof,
        longestProof,
        epochs,
        faults,
        messager,
        FIRST_MINER,
        1);
  }

  /** The same with other names. */
  Shape named(long miner, long sector) {
    return new Shape(
        rules,
        miners,
        sectors,
        workers,
        shortestProof,
        longestProof,
        epochs,
        faults,
        messager,
        miner,
        sector);
  }

  /**
   * Every 100th seed is a whole period as on the main network, every 500th one of 3,000 partitions.
   */
  static Shape of(long seed) {
    SplittableRandom random = new SplittableRandom(seed * 31 + 7);
    if (seed % LARGE_EVERY == 0) {
      return full(random, 1, 6_000, 16);
    }
    if (seed % FULL_EVERY == 0) {
      return full(random, 1 + random.nextInt(3), 150 + random.nextInt(200), 4);
    }
    return small(random);
  }

  private static Shape full(SplittableRandom random, int miners, int sectors, int workers) {
    DeadlineRules rules = DeadlineRules.mainnet();
    return new Shape(
        rules,
        miners,
        sectors,
        workers,
        20 * SECOND,
        90 * SECOND,
        rules.period() + rules.window(),
        2,
        random.nextBoolean());
  }

  private static Shape small(SplittableRandom random) {
    int count = 4 + random.nextInt(3);
    long window = 30L + random.nextInt(31);
    long lookback = 6L + random.nextInt(6);
    long cutoff = lookback + 2 + random.nextInt(6);
    DeadlineRules rules = DeadlineRules.of(count, window, lookback, cutoff);
    int faults = random.nextInt(4);
    return new Shape(
        rules,
        1 + random.nextInt(2),
        4 + random.nextInt(30),
        3 + random.nextInt(3),
        5 * SECOND,
        30 * SECOND,
        rules.period() * (1 + random.nextInt(4)) + rules.window(),
        faults,
        random.nextBoolean());
  }

  /** The most that all proofs of neighbouring deadlines take, milliseconds. */
  long wave() {
    long partitions = 2L * miners * (sectors / (2L * rules.count()) + 2);
    return (partitions / workers + 2) * longestProof;
  }
}
