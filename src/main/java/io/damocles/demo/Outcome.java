package io.damocles.demo;

/**
 * What the chain says came of it.
 *
 * @param partitions with something to prove in the period
 * @param proven of them, before their deadlines closed
 * @param messages that proved them
 * @param missed partitions that were not proven in time
 */
record Outcome(int partitions, long proven, int messages, long missed) {

  /** Whether every partition was proven in time. */
  boolean isGood() {
    return missed == 0 && proven == partitions;
  }

  @Override
  public String toString() {
    return "demo: %d partitions, %d proven in time, %d messages, %d missed"
        .formatted(partitions, proven, messages, missed);
  }
}
