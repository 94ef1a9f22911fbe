package io.damocles.devnet.actor;

import io.damocles.chain.BitField;
import io.damocles.chain.SectorOnChainInfo;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Gives new sectors to deadlines: in the order of their numbers, each to the deadline that needs
 * the fewest partitions with it, so that proofs spread over the proving period.
 */
final class SectorAssignment {
  private final int partitionSectors;
  private final List<DeadlineState> deadlines;
  private final List<Integer> open;

  private SectorAssignment(MinerState state, long epoch) {
    partitionSectors = PostType.require(state.proofType()).partitionSectors();
    deadlines = new ArrayList<>(state.deadlines());
    open =
        IntStream.range(0, deadlines.size())
            .filter(index -> state.nextWindow(index, epoch).mutable())
            .boxed()
            .toList();
  }

  static MinerState assign(
      MinerState state, List<SectorOnChainInfo> fresh, boolean proven, long epoch) {
    if (fresh.isEmpty()) {
      return state;
    }
    fresh.forEach(sector -> checkType(state, sector));
    Sectors all = state.sectors().plus(fresh);
    var assignment = new SectorAssignment(state, epoch);
    fresh.stream()
        .map(SectorOnChainInfo::sectorNumber)
        .sorted(Long::compareUnsigned)
        .forEach(number -> assignment.place(number, proven));
    return state.withProving(state.cron().awake(), all, assignment.deadlines);
  }

  private static void checkType(MinerState state, SectorOnChainInfo sector) {
    if (!PostType.proves(state.proofType(), sector.sealProof())) {
      throw new IllegalArgumentException(
          "sector %s is sealed with proof type %d, which %s does not prove"
              .formatted(
                  Long.toUnsignedString(sector.sectorNumber()),
                  sector.sealProof(),
                  PostType.name(state.proofType())));
    }
  }

  private void place(long number, boolean proven) {
    int best = open.stream().min(Comparator.comparing(this::load, Load.ORDER)).orElseThrow();
    DeadlineState deadline = deadlines.get(best);
    List<PartitionState> partitions = new ArrayList<>(deadline.partitions());
    int last = partitions.size() - 1;
    if (last < 0 || partitions.get(last).sectors().count() >= partitionSectors) {
      partitions.add(PartitionState.EMPTY);
      last++;
    }
    partitions.set(last, partitions.get(last).add(BitField.of(number), proven));
    deadlines.set(best, deadline.withPartitions(partitions));
  }

  private Load load(int index) {
    DeadlineState deadline = deadlines.get(index);
    long live = deadline.count(PartitionState::live);
    long all = deadline.count(PartitionState::sectors);
    return new Load(
        partitionsWithOneMore(live),
        partitionsWithOneMore(all),
        all % partitionSectors,
        live,
        index);
  }

  private long partitionsWithOneMore(long sectors) {
    return sectors / partitionSectors + 1;
  }

  /** What deadlines are compared by; {@code inLast} counts sectors of a part-filled partition. */
  private record Load(long compacted, long partitions, long inLast, long live, int index) {
    static final Comparator<Load> ORDER =
        Comparator.comparingLong(Load::compacted)
            .thenComparingLong(Load::partitions)
            .thenComparing(Comparator.comparingLong(Load::inLast).reversed())
            .thenComparingLong(Load::live)
            .thenComparingInt(Load::index);
  }
}
