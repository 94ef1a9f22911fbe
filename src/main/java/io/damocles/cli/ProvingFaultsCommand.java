package io.damocles.cli;

import io.damocles.chain.Partition;
import io.damocles.cli.ProvingPeriod.Due;
import io.damocles.daemon.ExitCode;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** {@code util sealer proving faults}. */
@Command(name = "faults", description = "Lists the faulty sectors, and when each is terminated.")
final class ProvingFaultsCommand implements Callable<Integer> {
  private static final double SECONDS_PER_DAY = 86_400;

  @ParentCommand private @Nullable ProvingCommand parent;

  @Override
  public Integer call() {
    if (parent == null) {
      throw new IllegalStateException("no parent command");
    }
    var out = parent.util().terminal().out();
    var miner = parent.minerOnChain();
    var table = new TextTable("deadline", "partition", "sectors", "expiration(days)");
    for (Due due : ProvingPeriod.of(miner).deadlines()) {
      addFaults(table, miner, due);
    }
    out.println("Miner: " + miner.address());
    out.print(table);
    return ExitCode.DONE;
  }

  private static void addFaults(TextTable table, MinerOnChain miner, Due due) {
    int index = 0;
    for (Partition partition : due.partitions()) {
      var number = Integer.toString(index++);
      partition.faultySectors().stream()
          .forEach(
              sector ->
                  table.add(
                      "  " + due.index(),
                      number,
                      Long.toUnsignedString(sector),
                      days(miner, sector)));
    }
  }

  /**
   * The days that are left. A fault without an early end is not yet due for one and ends on time;
   * damocles then counts from epoch 0, to a number far below zero.
   */
  private static String days(MinerOnChain miner, long sector) {
    var ends = miner.expiration(sector);
    long epoch = ends.early() == 0 ? ends.onTime() : ends.early();
    return goNumber(
        (epoch - miner.head().height()) * miner.head().secondsPerEpoch() / SECONDS_PER_DAY);
  }

  /** The shortest digits that read as the same number, as Go's {@code %v}. */
  private static String goNumber(double value) {
    for (int digits = 1; digits < 17; digits++) {
      var shorter = new BigDecimal(value).round(new MathContext(digits));
      if (shorter.doubleValue() == value) {
        return shorter.toPlainString();
      }
    }
    return new BigDecimal(value).round(new MathContext(17)).toPlainString();
  }
}
