package io.damocles.cli;

import io.damocles.config.GoDuration;
import io.damocles.daemon.ExitCode;
import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code util worker}: the workers that the manager heard of. */
@Command(addMethodSubcommands = false, name = "worker", description = "Workers and their jobs.")
final class UtilWorkerCommand extends CommandGroup {
  @ParentCommand private @Nullable UtilCommand parent;

  @Override
  Map<String, Supplier<Object>> commands() {
    return Map.of(
        "wdpost",
        WdPostCommand::new,
        "list",
        () -> method("list"),
        "remove",
        () -> method("remove"));
  }

  @Command(name = "list", description = "Lists workers.")
  int list(
      @Option(
              names = "--expiration",
              paramLabel = "DURATION",
              defaultValue = "10m",
              description = "Mark workers silent for longer, default ${DEFAULT-VALUE}.")
          String expiration) {
    var limit = duration(expiration);
    var workers = manager().workers();
    terminal().out().print(new WorkerTable(terminal().clock().instant(), limit).text(workers));
    return ExitCode.DONE;
  }

  @Command(name = "remove", description = "Forgets a worker.")
  int remove(@Parameters(paramLabel = "NAME", description = "Instance name.") String name) {
    if (manager().worker(name).isEmpty()) {
      throw new CommandFailure(
          "worker info not found. please make sure the instance name is correct: " + name);
    }
    manager().removeWorker(name);
    terminal().out().println("'" + name + "' removed");
    return ExitCode.DONE;
  }

  ManagerApi manager() {
    return util().manager();
  }

  Terminal terminal() {
    return util().terminal();
  }

  private UtilCommand util() {
    if (parent == null) {
      throw new IllegalStateException("no parent command");
    }
    return parent;
  }

  private static Duration duration(String text) {
    try {
      return GoDuration.parse(text);
    } catch (IllegalArgumentException notADuration) {
      throw new UsageFailure("--expiration: " + notADuration.getMessage() + "; write 10m or 1h30m");
    }
  }
}
