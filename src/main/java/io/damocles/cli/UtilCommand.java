package io.damocles.cli;

import io.damocles.config.ListenAddress;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code util}: commands that call a running manager. */
@Command(name = "util", description = "Commands that call a running manager.")
final class UtilCommand extends CommandGroup {
  @ParentCommand private @Nullable ManagerCommand parent;

  @Option(
      names = "--listen",
      paramLabel = "ADDRESS",
      defaultValue = ":1789",
      description = "Address of the manager, default ${DEFAULT-VALUE}.")
  private String listen = "";

  @SuppressWarnings("UnusedVariable") // damocles takes it in this place, so scripts carry it
  @Option(
      names = "--conf-dir",
      paramLabel = "DIR",
      description = "Folder of sector-manager.cfg; accepted, but no command here reads it.")
  private @Nullable String confDir;

  @Override
  Map<String, Supplier<Object>> commands() {
    return Map.of("message", UtilMessageCommand::new, "worker", UtilWorkerCommand::new);
  }

  /** The manager; fails with usage if the address is none. */
  ManagerApi manager() {
    try {
      return new ManagerApi(ListenAddress.parse(listen).reachable());
    } catch (IllegalArgumentException notAnAddress) {
      throw new UsageFailure("--listen: " + notAnAddress.getMessage());
    }
  }

  Terminal terminal() {
    if (parent == null) {
      throw new IllegalStateException("no parent command");
    }
    return parent.terminal();
  }
}
