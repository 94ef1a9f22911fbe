package io.damocles.devnet.actor;

import io.damocles.chain.BitField;
import io.damocles.chain.SectorOnChainInfo;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongPredicate;

/** What the chain does to a miner after the messages of a deadline's last epoch. */
final class DeadlineEnd {
  private final MinerState state;
  private final DeadlineWindow window;
  private final DeadlineState before;

  private DeadlineEnd(MinerState state, DeadlineWindow window) {
    this.state = state;
    this.window = window;
    this.before = state.deadlines().get((int) window.index());
  }

  static EpochEnd run(MinerState state, long epoch) {
    if (!state.cron().active()) {
      return new EpochEnd(state, List.of());
    }
    DeadlineWindow window = state.window(epoch);
    return epoch == window.last()
        ? new DeadlineEnd(state, window).run()
        : new EpochEnd(state, List.of());
  }

  private EpochEnd run() {
    if (before.partitions().isEmpty()) {
      return new EpochEnd(advance(state.withFunds(charge())), List.of());
    }
    BitField missed = missed();
    DeadlineState closed = faultMissed(missed).close();
    List<BitField> expired = closed.partitions().stream().map(this::due).toList();
    List<PartitionState> left = new ArrayList<>();
    for (int index = 0; index < expired.size(); index++) {
      left.add(closed.partitions().get(index).terminate(expired.get(index)));
    }
    MinerState after = state.withDeadline(window.index(), closed.withPartitions(left));
    List<CloseReport> reports =
        before.live().isEmpty() ? List.of() : List.of(report(missed, closed, expired));
    return new EpochEnd(advance(after.withFunds(charge())), reports);
  }

  /** Partitions that had something to prove, and were not proven. */
  private BitField missed() {
    List<PartitionState> partitions = before.partitions();
    long[] indices = new long[partitions.size()];
    int count = 0;
    for (int index = 0; index < partitions.size(); index++) {
      if (!before.posted().contains(index) && !partitions.get(index).hasNothingToProve()) {
        indices[count++] = index;
      }
    }
    return BitField.of(Arrays.copyOf(indices, count));
  }

  private DeadlineState faultMissed(BitField missed) {
    long expiry = window.last() + window.rules().faultMaxAge();
    DeadlineState changed = before;
    for (long index : missed.stream().toArray()) {
      PartitionState partition = before.partition(index);
      changed = changed.withPartition(index, partition.fault(partition.live(), expiry));
    }
    return changed;
  }

  /** Sectors that have come to their end, or were faulty for too long. */
  private BitField due(PartitionState partition) {
    LongPredicate expired = number -> sector(number).expiration() <= window.last();
    BitField onTime = BitField.of(partition.live().stream().filter(expired).toArray());
    return onTime.plus(EarlyExpiry.due(partition.early(), window.last()));
  }

  private SectorOnChainInfo sector(long number) {
    return state.sectors().require(number);
  }

  /** For what was faulty when the window closed: skipped sectors too, missed ones not yet. */
  private Funds charge() {
    BigInteger faulty = BigInteger.valueOf(before.count(PartitionState::faults));
    BigInteger fee = state.policy().faultFee().multiply(faulty);
    Funds funds = state.funds();
    return funds.withFeeDebt(funds.feeDebt().add(fee)).payDebt();
  }

  private MinerState advance(MinerState after) {
    long next = (window.index() + 1) % window.rules().count();
    long start =
        next == 0 ? window.periodStart() + window.rules().period() : after.cron().periodStart();
    boolean active = after.deadlines().stream().anyMatch(deadline -> !deadline.live().isEmpty());
    return after.withCron(new DeadlineCron(start, next, active));
  }

  private CloseReport report(BitField missed, DeadlineState closed, List<BitField> expired) {
    BitField skipped = before.skipped().and(before.faults());
    return new CloseReport(
        state.id(),
        window.index(),
        window.last(),
        before.posted(),
        missed,
        skipped,
        closed.faults().minus(before.faults()),
        before.faults().minus(skipped),
        BitField.union(expired));
  }
}
