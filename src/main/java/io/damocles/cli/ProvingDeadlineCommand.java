package io.damocles.cli;

import io.damocles.chain.BitField;
import io.damocles.chain.Partition;
import io.damocles.cli.ProvingPeriod.Due;
import io.damocles.daemon.ExitCode;
import java.io.PrintStream;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code util sealer proving deadline}. */
@Command(name = "deadline", description = "Shows one deadline and its partitions.")
final class ProvingDeadlineCommand implements Callable<Integer> {
  @ParentCommand private @Nullable ProvingCommand parent;

  @Option(
      names = {"-n", "--sector-nums"},
      description = "The sectors' numbers too.")
  private boolean numbers;

  @Option(
      names = {"-b", "--bitfield"},
      description = "The sets' runs and bytes too.")
  private boolean bitfield;

  @Parameters(paramLabel = "DEADLINE", description = "Its index.")
  private @Nullable String index;

  @Override
  public Integer call() {
    if (parent == null) {
      throw new IllegalStateException("no parent command");
    }
    var wanted = Indexes.parse("deadline", index);
    var terminal = parent.util().terminal();
    var miner = parent.minerOnChain();
    var current = miner.provingDeadline();
    var due = ProvingPeriod.one(miner, current, wanted);
    var out = terminal.out();
    out.println("Deadline Index:           " + due.index());
    out.println("Deadline Open:            " + miner.head().timeOfDay(due.open(), terminal.zone()));
    out.println("Partitions:               " + due.partitions().size());
    out.println("Proven Partitions:        " + due.proven());
    out.println("Current:                  " + (due.index() == current.index()) + "\n");
    print(out, due);
    return ExitCode.DONE;
  }

  private void print(PrintStream out, Due due) {
    int number = 0;
    for (Partition partition : due.partitions()) {
      out.println("Partition Index:          " + number++);
      print(out, "All", partition.allSectors());
      print(out, "Live", partition.liveSectors());
      print(out, "Active", partition.activeSectors());
      print(out, "Faulty", partition.faultySectors());
      print(out, "Recovering", partition.recoveringSectors());
    }
  }

  private void print(PrintStream out, String name, BitField sectors) {
    var set = new SectorSetText(sectors);
    out.println(
        "\t"
            + name
            + " Sectors:"
            + " ".repeat(18 - name.length())
            + Long.toUnsignedString(sectors.count())
            + (bitfield ? " (" + set.runs() + ")" : ""));
    if (numbers) {
      out.println(
          "\t" + name + " Sector Numbers:" + " ".repeat(12 - name.length()) + set.numbers());
    }
  }
}
