package io.damocles.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code damocles-worker}. */
@Command(
    name = "damocles-worker",
    description = "Pulls WindowPoSt jobs from a manager and computes them.",
    versionProvider = Version.class,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {WorkerDaemonCommand.class, ProcessorCommand.class},
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:done", "1:failed", "2:wrong usage", "78:the configuration cannot be used"})
final class WorkerCommand extends CommandGroup implements CommandLines.Root {
  @SuppressWarnings("UnusedVariable") // picocli reads it
  @Mixin
  private final StandardOptions standardOptions = new StandardOptions();

  private final Terminal terminal;

  WorkerCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Terminal terminal() {
    return terminal;
  }
}
