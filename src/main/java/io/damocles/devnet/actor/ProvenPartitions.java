package io.damocles.devnet.actor;

import static io.damocles.devnet.actor.ActorFailure.illegalArgument;

import io.damocles.chain.BitField;
import io.damocles.chain.message.PoStPartition;
import java.util.List;

/**
 * What a window PoSt does to its deadline if the proof is good.
 *
 * @param indices the partitions it names
 * @param good the sectors that must be proven
 * @param recovers whether faulty sectors get their power back
 */
record ProvenPartitions(DeadlineState deadline, BitField indices, BitField good, boolean recovers) {

  /**
   * Applies each partition in the message's order.
   *
   * @param expiry when sectors that are skipped now are terminated
   * @throws ActorFailure if one cannot be proven now
   */
  static ProvenPartitions of(DeadlineState deadline, List<PoStPartition> named, long expiry) {
    BitField indices = indices(named);
    BitField again = deadline.posted().and(indices);
    if (!again.isEmpty()) {
      throw illegalArgument("partition already proven: " + runs(again));
    }
    var proven = new ProvenPartitions(deadline, indices, BitField.EMPTY, false);
    for (PoStPartition partition : named) {
      proven = proven.with(partition, expiry);
    }
    return proven;
  }

  private static BitField indices(List<PoStPartition> named) {
    long[] indices = named.stream().mapToLong(PoStPartition::index).toArray();
    for (long index : indices) {
      if (index == -1) {
        throw illegalArgument("partition index out of range");
      }
    }
    BitField set = BitField.of(indices);
    if (set.count() != indices.length) {
      throw illegalArgument("duplicate partitions proven");
    }
    return set;
  }

  private ProvenPartitions with(PoStPartition named, long expiry) {
    PartitionState before = deadline.partition(named.index());
    BitField skipped = named.skipped();
    if (!before.sectors().containsAll(skipped)) {
      throw illegalArgument("skipped faults contains sectors outside partition")
          .within("failed to add skipped faults to partition " + named.index());
    }
    PartitionState faulted = before.fault(skipped, expiry);
    PartitionState after = faulted.prove();
    DeadlineState changed =
        deadline
            .withPartition(named.index(), after)
            .withPosted(BitField.of(named.index()), after.faults().minus(before.faults()));
    return new ProvenPartitions(
        changed,
        indices,
        good.plus(after.live().minus(after.faults())),
        recovers || !faulted.recoveries().isEmpty());
  }

  /** As the actor's messages print a set. */
  private static String runs(BitField set) {
    var text = new StringBuilder();
    long[] lengths = set.runLengths();
    long at = 0;
    for (int index = 0; index < lengths.length; index++) {
      if (index % 2 == 1) {
        text.append(index == 1 ? "" : ", ").append(at).append("..").append(at + lengths[index]);
      }
      at += lengths[index];
    }
    return "BitField { ranges: [" + text + "], set: {}, unset: {} }";
  }
}
