package io.damocles.cli;

import io.damocles.cli.ProvingPeriod.Due;
import io.damocles.daemon.ExitCode;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code util sealer proving deadlines}. */
@Command(name = "deadlines", description = "Lists the deadlines of the proving period.")
final class ProvingDeadlinesCommand implements Callable<Integer> {
  @ParentCommand private @Nullable ProvingCommand parent;

  @Option(
      names = {"-a", "--all"},
      description = "Count all sectors and partitions, not only live ones.")
  private boolean all;

  @Override
  public Integer call() {
    if (parent == null) {
      throw new IllegalStateException("no parent command");
    }
    var terminal = parent.util().terminal();
    var miner = parent.minerOnChain();
    var period = ProvingPeriod.of(miner);
    var table =
        new TextTable("deadline", "open", "partitions", "sectors (faults)", "proven partitions");
    for (Due due : period.deadlines()) {
      table.add(
          Long.toString(due.index()),
          miner.head().timeOfDay(due.open(), terminal.zone()),
          Long.toString(partitions(due)),
          sectors(due) + " (" + due.sum(partition -> partition.faultySectors().count()) + ")",
          due.proven() + (due.index() == period.current().index() ? "  (current)" : ""));
    }
    terminal.out().println("Sealer: " + miner.address());
    terminal.out().print(table);
    return ExitCode.DONE;
  }

  private long partitions(Due due) {
    return due.partitions().stream()
        .filter(partition -> all || !partition.liveSectors().isEmpty())
        .count();
  }

  private long sectors(Due due) {
    return all ? due.sum(partition -> partition.allSectors().count()) : due.live();
  }
}
