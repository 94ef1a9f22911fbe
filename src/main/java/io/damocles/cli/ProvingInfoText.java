package io.damocles.cli;

import io.damocles.cli.ProvingPeriod.Due;
import java.util.Optional;
import java.util.stream.LongStream;

/** The layout of {@code util sealer proving info}; its last two lines are ours. */
final class ProvingInfoText {
  private final StringBuilder text = new StringBuilder();
  private final ProvingPeriod period;
  private final ChainHead head;

  ProvingInfoText(MinerOnChain miner, ProvingPeriod period) {
    this.period = period;
    this.head = miner.head();
    var current = period.current();
    text.append("Sealer: ").append(miner.address()).append('\n');
    line("Current Epoch:           ", current.currentEpoch());
    line("Proving Period Boundary: ", current.periodStart() % current.provingPeriod());
    line("Proving Period Start:    ", away(current.periodStart()));
    line("Next Period Start:       ", away(current.periodStart() + current.provingPeriod()) + "\n");
    long faults = period.sum(partition -> partition.faultySectors().count());
    line("Faults:      ", faults + " (" + percent(faults) + "%)");
    line("Recovering:  ", period.sum(partition -> partition.recoveringSectors().count()));
    line("Deadline Index:       ", current.index());
    line("Deadline Sectors:     ", currentDue().map(Due::live).orElse(0L));
    line("Deadline Open:        ", away(current.open()));
    line("Deadline Close:       ", away(current.close()));
    line("Deadline Challenge:   ", away(current.challenge()));
    line("Deadline FaultCutoff: ", away(current.faultCutoff()));
    line("Deadline Proven:      ", currentDue().map(ProvingInfoText::proven).orElse("-"));
    line("Next With Sectors:    ", next());
  }

  private Optional<Due> currentDue() {
    return period.deadlines().stream()
        .filter(due -> due.index() == period.current().index())
        .findFirst();
  }

  private static String proven(Due due) {
    return due.proven() + " of " + due.partitions().size() + " partitions";
  }

  /** The next deadline after the current one with live sectors, which may be itself, later. */
  private String next() {
    var current = period.current();
    int count = period.deadlines().size();
    return LongStream.rangeClosed(1, count)
        .filter(ahead -> after(ahead).live() > 0)
        .mapToObj(
            ahead ->
                "deadline %d, opens %s"
                    .formatted(
                        after(ahead).index(),
                        away(current.open() + ahead * current.challengeWindow())))
        .findFirst()
        .orElse("none, the miner has no live sectors");
  }

  private Due after(long ahead) {
    long index = (period.current().index() + ahead) % period.deadlines().size();
    return period.deadlines().get((int) index);
  }

  /** Of the live sectors; damocles cuts it to whole percents, so that one fault of many is 0. */
  private String percent(long faults) {
    long live = period.sum(partition -> partition.liveSectors().count());
    long hundredths = live == 0 ? 0 : (faults * 10_000 + live / 2) / live;
    String cents = Long.toString(hundredths % 100);
    return hundredths / 100 + "." + (cents.length() < 2 ? "0" + cents : cents);
  }

  private String away(long epoch) {
    return head.away(epoch, period.current().currentEpoch());
  }

  private void line(String label, Object value) {
    text.append(label).append(value).append('\n');
  }

  /** All lines, each ended by a newline. */
  @Override
  public String toString() {
    return text.toString();
  }
}
