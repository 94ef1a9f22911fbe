package io.damocles.cli;

import io.damocles.chain.Partition;
import io.damocles.chain.SectorOnChainInfo;
import io.damocles.daemon.ExitCode;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code util sealer proving check}. */
@Command(
    name = "check",
    description = "Lets the manager check the live sectors of a deadline in its stores.")
final class ProvingCheckCommand implements Callable<Integer> {
  @ParentCommand private @Nullable ProvingCommand parent;

  @Option(names = "--only-bad", description = "With --detail: bad sectors only.")
  private boolean onlyBad;

  @Option(names = "--slow", description = "Read a random challenge of each sector.")
  private boolean slow;

  @Option(
      names = "--state-check",
      description = "With --slow: compare with damocles' sealing state; no effect on our manager.")
  private boolean stateCheck;

  @Option(names = "--faulty", description = "Faulty sectors only.")
  private boolean faulty;

  @Option(names = "--detail", description = "A line for each sector.")
  private boolean detail;

  @Parameters(paramLabel = "DEADLINE", description = "Its index.")
  private @Nullable String index;

  @Override
  public Integer call() {
    if (parent == null) {
      throw new IllegalStateException("no parent command");
    }
    var deadline = Indexes.parse("deadline", index);
    var miner = parent.minerOnChain();
    ProvingPeriod.checkIndex(miner, miner.provingDeadline(), deadline);
    var table =
        detail
            ? new TextTable("deadline", "partition", "sector", "status")
            : new TextTable("deadline", "partition", "good", "bad");
    var proofType = miner.windowProofType();
    var id = miner.id();
    int number = 0;
    for (Partition partition : miner.partitions(deadline)) {
      var sectors = sectors(miner, partition);
      if (!sectors.isEmpty()) {
        tellProgress(parent.util().log(), deadline, number, sectors.size());
        add(
            table,
            List.of(Long.toString(deadline), Integer.toString(number)),
            sectors,
            parent.sectorApi().check(id, proofType, sectors, slow, stateCheck));
      }
      number++;
    }
    parent.util().terminal().out().print(table);
    return ExitCode.DONE;
  }

  private List<SectorOnChainInfo> sectors(MinerOnChain miner, Partition partition) {
    var wanted =
        faulty ? partition.liveSectors().and(partition.faultySectors()) : partition.liveSectors();
    return wanted.isEmpty() ? List.of() : miner.sectors(wanted);
  }

  /** A slow check of one partition takes minutes. */
  private void tellProgress(GoLog log, long deadline, int partition, int sectors) {
    if (slow) {
      log.info(
          "deadline %d partition %d: reading %d sectors".formatted(deadline, partition, sectors));
    }
  }

  private void add(
      TextTable table, List<String> place, List<SectorOnChainInfo> sectors, Map<Long, String> bad) {
    if (!detail) {
      table.add(
          place.get(0),
          place.get(1),
          Integer.toString(sectors.size() - bad.size()),
          Integer.toString(bad.size()));
      return;
    }
    for (SectorOnChainInfo sector : sectors) {
      var reason = bad.get(sector.sectorNumber());
      if (reason != null || !onlyBad) {
        table.add(
            place.get(0),
            place.get(1),
            Long.toUnsignedString(sector.sectorNumber()),
            reason == null ? "good" : "bad (" + reason + ")");
      }
    }
  }
}
