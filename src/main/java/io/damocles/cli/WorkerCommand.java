package io.damocles.cli;

import java.util.Map;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code damocles-worker}. */
@Command(
    name = "damocles-worker",
    description = "Pulls WindowPoSt jobs from a manager and computes them.",
    versionProvider = Version.class,
    synopsisSubcommandLabel = "COMMAND",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:done", "1:failed", "2:wrong usage", "78:the configuration cannot be used"})
final class WorkerCommand extends RootCommand {
  @SuppressWarnings("UnusedVariable") // picocli reads it
  @Mixin
  private final StandardOptions standardOptions = new StandardOptions();

  WorkerCommand(Terminal terminal) {
    super(terminal);
  }

  @Override
  Map<String, Supplier<Object>> commands() {
    return Map.of(
        "daemon",
        WorkerDaemonCommand::new,
        "processor",
        ProcessorCommand::new,
        "store",
        StoreCommand::new,
        "worker",
        WorkerControlCommand::new);
  }
}
