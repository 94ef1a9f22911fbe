package io.damocles.cli;

import io.damocles.daemon.ExitCode;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** {@code daemon}: sets the manager up and runs it. */
@Command(
    addMethodSubcommands = false,
    name = "daemon",
    description = "Sets the manager up and runs it.")
final class DaemonCommand extends CommandGroup {
  @ParentCommand private @Nullable ManagerCommand parent;

  @Override
  Map<String, Supplier<Object>> commands() {
    return Map.of("run", DaemonRunCommand::new, "init", () -> method("init"));
  }

  @Command(
      name = "init",
      description = "Writes commented configuration files into the home folder.")
  int init() {
    new InitFiles(manager().home()).write();
    manager().log().info("initialized");
    return ExitCode.DONE;
  }

  ManagerCommand manager() {
    if (parent == null) {
      throw new IllegalStateException("no parent command");
    }
    return parent;
  }
}
