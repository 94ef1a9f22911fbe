package io.damocles.poster;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;

/**
 * Which proofs that were made alone are valid together (design D10; measured, proofs.md §3.6):
 * those whose sectors, put together and sorted, fall into the same partitions again. The proofs
 * then stand in the order of the sectors.
 */
final class MergePlan {
  private MergePlan() {}

  /**
   * Something with the sectors that it proves.
   *
   * @param sectors replica commitment by number, distinct, not empty
   */
  record Candidate<T>(T proof, SortedMap<Long, byte[]> sectors) {
    private long first() {
      return sectors.firstKey();
    }

    private long last() {
      return sectors.lastKey();
    }
  }

  /**
   * The fewest messages that these proofs fit in.
   *
   * @param partitionSectors how many sectors one proof covers at most
   * @param most how many proofs a message may hold
   */
  static <T> List<List<Candidate<T>>> groups(
      List<Candidate<T>> candidates, int partitionSectors, long most) {
    List<Candidate<T>> sorted = new ArrayList<>(candidates);
    sorted.sort(Comparator.comparing(Candidate::first, Long::compareUnsigned));
    List<List<Candidate<T>>> groups = new ArrayList<>();
    List<Candidate<T>> group = new ArrayList<>();
    for (Candidate<T> next : sorted) {
      boolean fits =
          group.size() < most
              && (group.isEmpty() || follows(group.get(group.size() - 1), next, partitionSectors));
      if (!fits) {
        groups.add(group);
        group = new ArrayList<>();
      }
      group.add(next);
    }
    if (!group.isEmpty()) {
      groups.add(group);
    }
    return groups;
  }

  private static boolean follows(Candidate<?> last, Candidate<?> next, int partitionSectors) {
    return last.sectors().size() == partitionSectors
        && Long.compareUnsigned(last.last(), next.first()) < 0;
  }
}
