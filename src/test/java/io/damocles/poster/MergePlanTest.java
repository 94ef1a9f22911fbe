package io.damocles.poster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The table of proofs.md §3.6, for partitions of two sectors. */
class MergePlanTest {

  @Test
  void mergesPartitionsWhoseSectorsFollowOneAnother() {
    assertThat(plan(3, "A:1,2", "B:3,4")).containsExactly("AB");
  }

  @Test
  void mergesAShortPartitionThatComesLast() {
    assertThat(plan(3, "A:1,2", "B:5")).containsExactly("AB");
  }

  @Test
  void ordersProofsByTheirSectors() {
    assertThat(plan(3, "A:5,6", "B:1,2")).containsExactly("BA");
  }

  @Test
  void keepsPartitionsApartWhoseSectorsInterleave() {
    assertThat(plan(3, "A:1,3", "B:2,4")).containsExactly("A", "B");
  }

  @Test
  void keepsAShortPartitionApartFromWhatFollows() {
    assertThat(plan(3, "A:1", "B:3,4")).containsExactly("A", "B");
  }

  @Test
  void putsNoMoreIntoAMessageThanItMayHold() {
    assertThat(plan(3, "A:1,2", "B:3,4", "C:5,6", "D:7,8", "E:9,10")).containsExactly("ABC", "DE");
    assertThat(plan(2, "A:1,2", "B:3,4", "C:5,6", "D:7,8", "E:9,10"))
        .containsExactly("AB", "CD", "E");
    assertThat(plan(1, "A:1,2", "B:3,4")).containsExactly("A", "B");
  }

  @Test
  void comparesSectorNumbersUnsigned() {
    assertThat(plan(3, "A:9223372036854775808,9223372036854775809", "B:1,2")).containsExactly("BA");
  }

  private static List<String> plan(long most, String... partitions) {
    List<MergePlan.Candidate<String>> candidates =
        Arrays.stream(partitions).map(MergePlanTest::candidate).toList();
    List<String> groups = new ArrayList<>();
    for (List<MergePlan.Candidate<String>> group : MergePlan.groups(candidates, 2, most)) {
      groups.add(String.join("", group.stream().map(MergePlan.Candidate::proof).toList()));
    }
    return groups;
  }

  private static MergePlan.Candidate<String> candidate(String text) {
    SortedMap<Long, byte[]> sectors = new TreeMap<>(Long::compareUnsigned);
    for (String number : text.substring(2).split(",", -1)) {
      sectors.put(Long.parseUnsignedLong(number), new byte[32]);
    }
    return new MergePlan.Candidate<>(text.substring(0, 1), sectors);
  }
}
