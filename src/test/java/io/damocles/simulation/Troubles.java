package io.damocles.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** All that a seed has done to its world. */
final class Troubles {
  private final SimulatedTime time;
  private final Story story;
  private final List<Trouble> all = new ArrayList<>();
  private final Map<String, Integer> counts = new TreeMap<>();

  Troubles(SimulatedTime time, Story story) {
    this.time = time;
    this.story = story;
  }

  /** Something that hits everybody for so long. */
  void everywhere(String kind, long millis, long cost) {
    add(
        new Trouble(
            kind, time.now(), time.now() + millis, cost, Trouble.ANY, Trouble.ANY, Trouble.ANY));
  }

  /** Something that hits one partition now. */
  void at(String kind, long miner, long deadline, long partition, long cost) {
    add(new Trouble(kind, time.now(), time.now(), cost, miner, deadline, partition));
  }

  void add(Trouble trouble) {
    all.add(trouble);
    counts.merge(trouble.text(), 1, Integer::sum);
    story.tell(
        "TROUBLE %s for %d s%s",
        trouble.text(),
        (trouble.until() - trouble.from()) / 1_000,
        trouble.miner() == Trouble.ANY
            ? ""
            : " at f0%d deadline=%d partition=%d"
                .formatted(trouble.miner(), trouble.deadline(), trouble.partition()));
  }

  /** The most that a partition's proof may be late by them. */
  long cost(long miner, long deadline, long partition, long begin, long end) {
    return all.stream()
        .filter(one -> one.hits(miner, deadline, partition, begin, end))
        .mapToLong(Trouble::cost)
        .sum();
  }

  /** Whether there was one of that kind then. */
  boolean had(String kind, long begin, long end) {
    return all.stream()
        .anyMatch(one -> one.text().equals(kind) && one.from() < end && one.until() >= begin);
  }

  /** How often each happened. */
  Map<String, Integer> counts() {
    return counts;
  }
}
