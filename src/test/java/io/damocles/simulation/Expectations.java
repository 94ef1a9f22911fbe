package io.damocles.simulation;

import io.damocles.chain.BitField;
import io.damocles.chain.Partition;
import io.damocles.devnet.actor.CloseReport;
import io.damocles.devnet.actor.MinerView;
import java.util.List;

/**
 * What a good poster must have done in a world: for each partition the latest moment at which its
 * message is executed, given all that went wrong, each trouble at its full cost and one after the
 * other. What would be too late by that may be missed; nothing else may.
 */
final class Expectations {
  private static final long EPOCH = SimulatedChain.EPOCH_MILLIS;
  private static final long SLOWEST_HEAD = 6_000;

  /** A head that tells of it, and a message that takes its longest way. */
  private static final long LANDING = 5 * EPOCH;

  private static final long RETRY = 30_000;

  private static final long EPOCHS_BETWEEN_LOOKS = 10;

  private final Shape shape;
  private final SimulatedChain chain;
  private final Troubles troubles;
  private final SectorHealth health;
  private final SimulatedTime time;
  private long partitions;
  private long required;
  private long missed;

  Expectations(
      Shape shape,
      SimulatedChain chain,
      Troubles troubles,
      SectorHealth health,
      SimulatedTime time) {
    this.time = time;
    this.shape = shape;
    this.chain = chain;
    this.troubles = troubles;
    this.health = health;
  }

  /** Looks at a deadline that closed at that tipset; tells the ledger what should not have been. */
  void check(Tip tip, CloseReport report, Ledger ledger) {
    long open = report.epoch() + 1 - shape.rules().window();
    if (open - shape.rules().lookback() <= 1) {
      return;
    }
    Tip then = tip.atOrBefore(open - 1);
    int index = (int) (report.miner() - shape.firstMiner());
    List<Partition> all = new MinerView(then.after().get(index)).partitions(report.deadline());
    BitField due = report.proved().plus(report.missed());
    due.stream().forEach(one -> check(report, open, one, all.get((int) one), ledger));
  }

  private void check(
      CloseReport report, long open, long index, Partition partition, Ledger ledger) {
    partitions++;
    boolean isMissed = report.missed().contains(index);
    boolean isRequired = isRequired(report, open, index, partition);
    required += isRequired ? 1 : 0;
    missed += isMissed ? 1 : 0;
    if (isMissed && isRequired) {
      ledger.violate(
          "missed f0%d deadline=%d open=%d partition=%d, which could be executed by %.1f"
              .formatted(
                  report.miner(),
                  report.deadline(),
                  open,
                  index,
                  epochs(latest(report, open, index, partition))));
    }
  }

  private static double epochs(long millis) {
    return (millis - SimulatedTime.START) / (double) EPOCH;
  }

  private boolean isRequired(CloseReport report, long open, long index, Partition partition) {
    long close = SimulatedChain.millis(report.epoch() + 1);
    return latest(report, open, index, partition) < close;
  }

  private long latest(CloseReport report, long open, long index, Partition partition) {
    long begin = SimulatedChain.millis(open - shape.rules().lookback());
    long close = SimulatedChain.millis(report.epoch() + 1);
    long confidence = Math.max(1, Math.min(10, shape.rules().lookback() / 2));
    long start = begin + confidence * EPOCH + SLOWEST_HEAD;
    long readable = readable(report.miner(), partition, begin, close);
    if (readable == Long.MAX_VALUE) {
      return readable;
    }
    long proven = Math.max(start, readable + RETRY) + shape.wave();
    long half = SimulatedChain.millis(open + shape.rules().window() / 2 + 1);
    return Math.max(proven, half)
        + LANDING
        + troubles.cost(report.miner(), report.deadline(), index, begin, close);
  }

  /** No sector that can be read stays faulty for two periods. */
  void checkRecovered(Ledger ledger) {
    long epochs = 2 * shape.rules().period() + 3 * shape.rules().window();
    long since = chain.head().height() - epochs;
    if (since < 0) {
      return;
    }
    for (int index = 0; index < shape.miners(); index++) {
      long miner = shape.firstMiner() + index;
      BitField faulty = faulty(chain.head(), index);
      for (long height = since; height < chain.head().height(); height += EPOCHS_BETWEEN_LOOKS) {
        faulty = faulty.and(faulty(chain.head().atOrBefore(height), index));
      }
      faulty.stream()
          .filter(sector -> isWellSince(miner, sector, SimulatedChain.millis(since)))
          .forEach(
              sector ->
                  ledger.violate("f0%d sector %d was never recovered".formatted(miner, sector)));
    }
  }

  private BitField faulty(Tip tip, int index) {
    MinerView view = new MinerView(tip.after().get(index));
    BitField faulty = BitField.EMPTY;
    for (int deadline = 0; deadline < shape.rules().count(); deadline++) {
      for (Partition partition : view.partitions(deadline)) {
        faulty = faulty.plus(partition.faultySectors());
      }
    }
    return faulty;
  }

  private boolean isWellSince(long miner, long sector, long since) {
    SectorHealth.Illness illness = health.illness(miner, sector);
    return illness == null || illness.until() < since || illness.from() > time.now();
  }

  /** From when on one of its sectors can be read until the close, by everybody. */
  private long readable(long miner, Partition partition, long begin, long close) {
    BitField toProve =
        partition
            .liveSectors()
            .minus(partition.faultySectors())
            .plus(partition.recoveringSectors());
    return toProve.stream()
        .map(sector -> readable(miner, sector, begin, close))
        .min()
        .orElse(Long.MAX_VALUE);
  }

  private long readable(long miner, long sector, long begin, long close) {
    SectorHealth.Illness illness = health.illness(miner, sector);
    if (illness == null || illness.from() >= close || illness.until() <= begin) {
      return begin;
    }
    return illness.until() < close ? illness.until() : Long.MAX_VALUE;
  }

  @Override
  public String toString() {
    return "partitions=%d required=%d missed=%d".formatted(partitions, required, missed);
  }

  long partitions() {
    return partitions;
  }

  long required() {
    return required;
  }

  long missed() {
    return missed;
  }
}
