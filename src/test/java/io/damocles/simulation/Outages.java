package io.damocles.simulation;

/** What of the manager's own machine does not work now. */
final class Outages {
  long databaseUntil;
  long storesUntil;
  private final SimulatedTime time;

  Outages(SimulatedTime time) {
    this.time = time;
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
