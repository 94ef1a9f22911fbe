package io.damocles.cli;

import io.damocles.chain.Address;
import io.damocles.daemon.ExitCode;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code util miner}: miners, as the chain knows them. */
@Command(
    addMethodSubcommands = false,
    name = "miner",
    description = "Miners, as the chain knows them.")
final class UtilMinerCommand extends CommandGroup {
  @ParentCommand private @Nullable UtilCommand parent;

  @Override
  Map<String, Supplier<Object>> commands() {
    return Map.of("info", () -> method("info"));
  }

  @Command(name = "info", description = "Shows a miner's addresses and sector size.")
  int info(
      @Parameters(paramLabel = "MINER", description = "Address or actor id: f01000 or 1000.")
          String miner) {
    if (parent == null) {
      throw new IllegalStateException("no parent command");
    }
    Address address = MinerAddresses.parse(miner);
    var info = parent.chain().minerInfo(address);
    parent.terminal().out().print(new MinerText(address, info));
    return ExitCode.DONE;
  }
}
