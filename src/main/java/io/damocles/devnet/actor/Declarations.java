package io.damocles.devnet.actor;

import io.damocles.chain.BitField;
import io.damocles.chain.message.FaultDeclaration;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Sectors that a message names, by deadline and partition, ascending. */
final class Declarations {
  private final SortedMap<Long, SortedMap<Long, BitField>> byDeadline = new TreeMap<>();

  private Declarations() {}

  /** Checks a deadline before any of its partitions is changed. */
  interface DeadlineRule {
    void check(DeadlineWindow next);
  }

  /** What happens to the sectors that are named in a partition. */
  interface PartitionChange {
    PartitionState apply(PartitionState partition, BitField sectors, DeadlineWindow next);
  }

  /**
   * Joins entries of the same partition.
   *
   * @throws ActorFailure if there are more than the policy allows or a deadline is none
   */
  static Declarations of(List<FaultDeclaration> entries, ProvingPolicy policy) {
    var declarations = new Declarations();
    entries.forEach(entry -> declarations.add(entry, policy.deadlines().count()));
    declarations.checkSize(policy.limits());
    return declarations;
  }

  private void add(FaultDeclaration entry, int deadlines) {
    if (Long.compareUnsigned(entry.deadline(), deadlines) >= 0) {
      String deadline = Long.toUnsignedString(entry.deadline());
      throw ActorFailure.illegalArgument("invalid deadline " + deadline)
          .within(
              "failed to process deadline %s, partition %s"
                  .formatted(deadline, Long.toUnsignedString(entry.partition())));
    }
    byDeadline
        .computeIfAbsent(entry.deadline(), deadline -> new TreeMap<>(Long::compareUnsigned))
        .merge(entry.partition(), entry.sectors(), BitField::plus);
  }

  private void checkSize(MessageLimits limits) {
    long partitions = byDeadline.values().stream().mapToLong(Map::size).sum();
    if (partitions > limits.declaredPartitions()) {
      throw tooMany("partitions", Long.toString(partitions), limits.declaredPartitions());
    }
    long sectors = 0;
    for (Map<Long, BitField> partition : byDeadline.values()) {
      for (BitField named : partition.values()) {
        // A hostile set counts up to 2^64, so each sum is checked before it could overflow.
        long count = named.count();
        sectors += count;
        if (count < 0 || sectors > limits.declaredSectors()) {
          throw tooMany("sectors", Long.toUnsignedString(sectors), limits.declaredSectors());
        }
      }
    }
  }

  private static ActorFailure tooMany(String what, String count, long most) {
    return ActorFailure.illegalArgument("too many " + what + " " + count + ", max " + most)
        .within("cannot process requested parameters");
  }

  /** The state after all of them; nothing is changed if one fails. */
  MinerState apply(MinerState state, long epoch, DeadlineRule rule, PartitionChange change) {
    MinerState changed = state;
    for (Map.Entry<Long, SortedMap<Long, BitField>> entry : byDeadline.entrySet()) {
      long index = entry.getKey();
      DeadlineWindow next = state.nextWindow(index, epoch);
      rule.check(next);
      DeadlineState deadline = changed.deadlines().get((int) index);
      for (Map.Entry<Long, BitField> named : entry.getValue().entrySet()) {
        PartitionState partition = deadline.partition(named.getKey());
        deadline =
            deadline.withPartition(named.getKey(), change.apply(partition, named.getValue(), next));
      }
      changed = changed.withDeadline(index, deadline);
    }
    return changed;
  }

  /** The rule of faults and recoveries. */
  static DeadlineRule notLate(String kind) {
    return next -> {
      if (!next.takesDeclarations()) {
        throw ActorFailure.illegalArgument("late fault or recovery declaration")
            .within("failed " + kind + " declaration at deadline " + next.index());
      }
    };
  }

  static void checkWithin(PartitionState partition, BitField sectors, String kind) {
    if (!partition.sectors().containsAll(sectors)) {
      throw ActorFailure.illegalArgument("not all sectors are assigned to the partition")
          .within("failed " + kind + " declaration");
    }
  }
}
