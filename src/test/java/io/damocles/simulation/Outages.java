package io.damocles.simulation;

import java.util.HashMap;
import java.util.Map;

/** What does not work now, or the next times that it is asked. */
final class Outages {
  /** Where sectors are looked for. */
  static final String SECTORS = "sector check";

  /** The poster's tables. */
  static final String STORE = "store";

  /** Pools of threads. */
  static final String BACKGROUND = "background";

  /** What says of right proofs that they are wrong. */
  static final String VERIFIER = "verifier";

  private static final String THROWS = "throws ";

  long databaseUntil;
  long storesUntil;

  /** How much longer a check of sectors takes. */
  long slowCheckMillis;

  private final SimulatedTime time;
  private final Map<String, Integer> next = new HashMap<>();

  Outages(SimulatedTime time) {
    this.time = time;
  }

  /**
   * Has something fail so many times from now on.
   *
   * @param what a node's method, which may be followed by a miner's address, or one of the above
   */
  void failNext(String what, int times) {
    next.merge(what, times, Integer::sum);
  }

  /** Has something throw at whoever asks for it, so many times from now on. */
  void throwNext(String what, int times) {
    next.merge(THROWS + what, times, Integer::sum);
  }

  /** Throws if it was said that it should. */
  void checkCaller(String what) {
    if (strikes(THROWS + what)) {
      throw new IllegalStateException(what + " throws instead of failing");
    }
  }

  /** Whether it fails now; counts. */
  boolean strikes(String what) {
    return take(what) || take(what.replaceFirst(" f0\\d+$", ""));
  }

  private boolean take(String what) {
    return next.computeIfPresent(what, (key, left) -> left - 1) != null && forget(what);
  }

  private boolean forget(String what) {
    next.remove(what, 0);
    return true;
  }

  /** What was to fail and was not asked often enough. */
  Map<String, Integer> unused() {
    return Map.copyOf(next);
  }

  void checkDatabase() {
    if (time.now() < databaseUntil) {
      throw new IllegalStateException("database: the disk is full; nothing was stored");
    }
  }

  void checkStores() {
    if (time.now() < storesUntil) {
      throw new IllegalStateException("stores do not answer");
    }
  }
}
