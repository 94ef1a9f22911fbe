package io.damocles.cli;

import io.damocles.chain.Partition;
import io.damocles.chain.SectorOnChainInfo;
import io.damocles.daemon.ExitCode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code util sealer proving simulate-wdpost}. */
@Command(
    name = "simulate-wdpost",
    description = {
      "Lets the manager prove a partition and forget the proof.",
      "It takes the workers from real proofs while it runs."
    })
final class ProvingSimulateCommand implements Callable<Integer> {
  private static final int CHALLENGE_BYTES = 32;

  @ParentCommand private @Nullable ProvingCommand parent;

  @Option(names = "--ddl-idx", required = true, paramLabel = "DEADLINE", description = "Its index.")
  private @Nullable String deadlineIndex;

  @Option(
      names = "--partition-idx",
      required = true,
      paramLabel = "PARTITION",
      description = "Its index in the deadline.")
  private @Nullable String partitionIndex;

  @Option(names = "--include-faulty", description = "Faulty sectors too.")
  private boolean includeFaulty;

  @Option(
      names = "--challenge",
      paramLabel = "EPOCH",
      description = "Take the challenge of that epoch; zeros without it.")
  private @Nullable Long challenge;

  @Override
  public Integer call() {
    if (parent == null) {
      throw new IllegalStateException("no parent command");
    }
    var deadline = Indexes.parse("--ddl-idx", deadlineIndex);
    var number = Indexes.parse("--partition-idx", partitionIndex);
    var miner = parent.minerOnChain();
    ProvingPeriod.checkIndex(miner, miner.provingDeadline(), deadline);
    var partition = partition(miner, deadline, number);
    var sectors = sectors(miner, partition);
    var rand =
        challenge == null
            ? new byte[CHALLENGE_BYTES]
            : parent.sectorApi().challenge(miner.head(), challenge, miner.id());
    parent
        .sectorApi()
        .simulate(miner.address(), deadline, number, miner.windowProofType(), sectors, rand);
    parent.util().terminal().out().println(started(sectors));
    return ExitCode.DONE;
  }

  private static Partition partition(MinerOnChain miner, long deadline, long number) {
    var partitions = miner.partitions(deadline);
    if (Long.compareUnsigned(number, partitions.size()) >= 0) {
      throw new CommandFailure(
          "partition %s: deadline %d of %s has %s"
              .formatted(
                  Long.toUnsignedString(number),
                  deadline,
                  miner.address(),
                  partitions.isEmpty() ? "none" : "0 to " + (partitions.size() - 1)));
    }
    return partitions.get((int) number);
  }

  /** As the poster has them: what is not proven is stood in for by the first that is. */
  private List<SectorOnChainInfo> sectors(MinerOnChain miner, Partition partition) {
    var faulty = partition.faultySectors();
    var live = partition.liveSectors();
    var wanted = (includeFaulty ? live : live.minus(faulty)).plus(partition.recoveringSectors());
    var found = wanted.isEmpty() ? List.<SectorOnChainInfo>of() : miner.sectors(wanted);
    if (found.isEmpty()) {
      throw new CommandFailure(
          "there is no sector to prove in that partition: %d live, %d of them faulty%s"
              .formatted(
                  live.count(), faulty.count(), faulty.isEmpty() ? "" : "; see --include-faulty"));
    }
    Map<Long, SectorOnChainInfo> byNumber = new HashMap<>();
    found.forEach(sector -> byNumber.put(sector.sectorNumber(), sector));
    List<SectorOnChainInfo> all = new ArrayList<>();
    partition.allSectors().stream()
        .forEach(number -> all.add(byNumber.getOrDefault(number, found.get(0))));
    return all;
  }

  /** Their numbers only, where damocles prints whole structures: 250 KB for 2349 sectors. */
  private static String started(List<SectorOnChainInfo> sectors) {
    var numbers =
        sectors.stream()
            .map(sector -> Long.toUnsignedString(sector.sectorNumber()))
            .collect(Collectors.joining(" ", "[", "]"));
    return "Simulate sectors "
        + numbers
        + " wdpost start, please retrieve `mock generate window post` from the log to view"
        + " execution info.";
  }
}
