package io.damocles.cli;

import io.damocles.chain.Deadline;
import io.damocles.chain.DeadlineInfo;
import io.damocles.chain.Partition;
import java.util.List;
import java.util.function.ToLongFunction;
import java.util.stream.LongStream;

/**
 * A miner's proving period: its current deadline, and all of them with their partitions.
 *
 * @param deadlines by index
 */
record ProvingPeriod(DeadlineInfo current, List<Due> deadlines) {

  /**
   * One deadline.
   *
   * @param open its first epoch in the period of the current deadline, which may be over
   */
  record Due(long index, long open, Deadline deadline, List<Partition> partitions) {

    long live() {
      return sum(partition -> partition.liveSectors().count());
    }

    /** The sum of that number of all partitions. */
    long sum(ToLongFunction<Partition> number) {
      return partitions.stream().mapToLong(number).sum();
    }

    long proven() {
      return deadline.postSubmissions().count();
    }
  }

  static ProvingPeriod of(MinerOnChain miner) {
    var current = miner.provingDeadline();
    var deadlines = miner.deadlines();
    var all =
        LongStream.range(0, deadlines.size())
            .mapToObj(index -> due(miner, current, index, deadlines.get((int) index)))
            .toList();
    return new ProvingPeriod(current, all);
  }

  /** The deadline of that index alone; fails if there is none. */
  static Due one(MinerOnChain miner, DeadlineInfo current, long index) {
    checkIndex(miner, current, index);
    return due(miner, current, index, miner.deadlines().get((int) index));
  }

  /** Fails with what is there instead. */
  static void checkIndex(MinerOnChain miner, DeadlineInfo current, long index) {
    if (Long.compareUnsigned(index, current.periodDeadlines()) >= 0) {
      throw new CommandFailure(
          "deadline %s: the miner %s has 0 to %d"
              .formatted(
                  Long.toUnsignedString(index), miner.address(), current.periodDeadlines() - 1));
    }
  }

  private static Due due(MinerOnChain miner, DeadlineInfo current, long index, Deadline deadline) {
    long open = current.open() + (index - current.index()) * current.challengeWindow();
    return new Due(index, open, deadline, miner.partitions(index));
  }

  long sum(ToLongFunction<Partition> number) {
    return deadlines.stream().mapToLong(deadline -> deadline.sum(number)).sum();
  }
}
