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
        ProvingDeadlineCommand::new);
  }

  Address miner() {
    if (miner == null || miner.isEmpty()) {
      throw new UsageFailure("which miner? give --miner f01000, or its actor id");
    }
    return MinerAddresses.parse(miner);
  }

  /** The miner at the head of the chain. */
  MinerOnChain minerOnChain() {
    return MinerOnChain.atHead(util().chain(), miner());
  }

  UtilCommand util() {
    if (parent == null) {
      throw new IllegalStateException("no parent command");
    }
    return parent.util();
  }
}
