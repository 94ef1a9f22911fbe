package io.damocles.cli;

import io.damocles.chain.Address;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.ScopeType;

/** {@code util sealer proving}: a miner's deadlines and what is proven in them. */
@Command(name = "proving", description = "A miner's deadlines, and what is proven in them.")
final class ProvingCommand extends CommandGroup {
  private static final long MOST_EPOCHS_OLD = 6;

  @ParentCommand private @Nullable UtilSealerCommand parent;

  /** Wherever it stands: damocles wants it behind the last word of some commands only. */
  @Option(
      names = "--miner",
      paramLabel = "MINER",
      scope = ScopeType.INHERIT,
      description = "Address or actor id: f01000 or 1000.")
  private @Nullable String miner;

  @Override
  Map<String, Supplier<Object>> commands() {
    return Map.of(
        "info",
        ProvingInfoCommand::new,
        "deadlines",
        ProvingDeadlinesCommand::new,
        "deadline",
        ProvingDeadlineCommand::new,
        "faults",
        ProvingFaultsCommand::new,
        "check",
        ProvingCheckCommand::new,
        "simulate-wdpost",
        ProvingSimulateCommand::new,
        "compact-partitions",
        () -> new ProvingAbsentCommand("send CompactPartitions with lotus-miner or damocles"),
        "winning-vanilla",
        () -> new ProvingAbsentCommand("it does not work in damocles 0.13 either"),
        "recover-faults",
        ProvingRecoverCommand::new,
        "sector-info",
        ProvingSectorInfoCommand::new);
  }

  Address miner() {
    if (miner == null || miner.isEmpty()) {
      throw new UsageFailure("which miner? give --miner f01000, or its actor id");
    }
    return MinerAddresses.parse(miner);
  }

  /** The miner at the head of the chain; warns if that is of long ago. */
  MinerOnChain minerOnChain() {
    var found = MinerOnChain.atHead(util().chain(), miner());
    var head = found.head();
    long age = util().terminal().clock().instant().getEpochSecond() - head.timestamp();
    if (age > MOST_EPOCHS_OLD * head.secondsPerEpoch()) {
      util()
          .log()
          .warn(
              "the node's head is %s old (height %d): is it in sync?"
                  .formatted(WordyDuration.of(age), head.height()));
    }
    return found;
  }

  /** The manager's calls about sectors. */
  SectorApi sectorApi() {
    return new SectorApi(util().manager());
  }

  UtilCommand util() {
    if (parent == null) {
      throw new IllegalStateException("no parent command");
    }
    return parent.util();
  }
}
