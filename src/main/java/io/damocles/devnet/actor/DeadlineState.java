package io.damocles.devnet.actor;

import io.damocles.chain.BitField;
import io.damocles.chain.Deadline;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.LongStream;

/**
 * What is proven, and is to be proven, in a deadline.
 *
 * @param posted partitions that were proven in the open window
 * @param submissions proofs of the open window that can be disputed after it
 * @param skipped sectors that proofs of the open window left out (for reports; not the actor's)
 * @param snapshot partitions as they were at the last close
 * @param disputable proofs of the window that closed last
 */
record DeadlineState(
    List<PartitionState> partitions,
    BitField posted,
    List<PostRecord> submissions,
    BitField skipped,
    List<PartitionState> snapshot,
    List<PostRecord> disputable) {
  static final DeadlineState EMPTY =
      new DeadlineState(List.of(), BitField.EMPTY, List.of(), BitField.EMPTY, List.of(), List.of());

  DeadlineState {
    partitions = List.copyOf(partitions);
    submissions = List.copyOf(submissions);
    snapshot = List.copyOf(snapshot);
    disputable = List.copyOf(disputable);
  }

  /**
   * A partition by its unsigned index.
   *
   * @throws ActorFailure (17) if there is none
   */
  PartitionState partition(long index) {
    if (Long.compareUnsigned(index, partitions.size()) >= 0) {
      throw ActorFailure.notFound("no such partition " + Long.toUnsignedString(index));
    }
    return partitions.get((int) index);
  }

  DeadlineState withPartition(long index, PartitionState partition) {
    List<PartitionState> changed = new ArrayList<>(partitions);
    changed.set((int) index, partition);
    return withPartitions(changed);
  }

  DeadlineState withPartitions(List<PartitionState> changed) {
    return new DeadlineState(changed, posted, submissions, skipped, snapshot, disputable);
  }

  DeadlineState withPosted(BitField partition, BitField leftOut) {
    return new DeadlineState(
        partitions,
        posted.plus(partition),
        submissions,
        skipped.plus(leftOut),
        snapshot,
        disputable);
  }

  DeadlineState withSubmission(BitField proven, long proofType, byte[] proof) {
    List<PostRecord> more = new ArrayList<>(submissions);
    more.add(new PostRecord(submissions.size(), proven, proofType, proof));
    return new DeadlineState(partitions, posted, more, skipped, snapshot, disputable);
  }

  DeadlineState withDisputable(List<PostRecord> left) {
    return new DeadlineState(partitions, posted, submissions, skipped, snapshot, left);
  }

  /** The window is over: its proofs can be disputed from now on, and the next one is empty. */
  DeadlineState close() {
    return new DeadlineState(
        partitions, BitField.EMPTY, List.of(), BitField.EMPTY, partitions, submissions);
  }

  BitField live() {
    return all(PartitionState::live);
  }

  BitField active() {
    return all(PartitionState::active);
  }

  BitField faults() {
    return all(PartitionState::faults);
  }

  private BitField all(Function<PartitionState, BitField> which) {
    return BitField.union(partitions.stream().map(which).toList());
  }

  /** How many are in the partitions, by one of their sets. */
  long count(Function<PartitionState, BitField> which) {
    return partitions.stream().map(which).flatMapToLong(set -> LongStream.of(set.count())).sum();
  }

  /** As a node answers it. */
  Deadline toDeadline() {
    return new Deadline(posted, disputable.size());
  }
}
