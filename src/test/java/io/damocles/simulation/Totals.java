package io.damocles.simulation;

import java.util.Map;
import java.util.TreeMap;

/** Many seeds together. */
final class Totals {
  private final Map<String, Integer> troubles = new TreeMap<>();
  private long seeds;
  private long partitions;
  private long required;
  private long missed;

  void add(SeedReport report) {
    seeds++;
    partitions += report.partitions();
    required += report.required();
    missed += report.missed();
    report.troubles().forEach((kind, count) -> troubles.merge(kind, count, Integer::sum));
  }

  long required() {
    return required;
  }

  @Override
  public String toString() {
    return "simulation: %d seeds, %d partitions, %d had to be proven whatever went wrong, %d of the others missed; troubles %s"
        .formatted(seeds, partitions, required, missed, troubles);
  }
}
