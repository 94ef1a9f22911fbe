package io.damocles.cli;

import io.damocles.daemon.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code store}: prepares folders, as set-up scripts of damocles have it. */
@Command(addMethodSubcommands = false, name = "store", description = "Prepares folders.")
final class StoreCommand extends CommandGroup {
  @ParentCommand private @Nullable WorkerCommand parent;

  @Override
  Map<String, Supplier<Object>> commands() {
    return Map.of(
        "file-init",
        () -> method("fileInit"),
        "sealing-init",
        () -> new UnneededCommand("sealing-init", this::terminal),
        "hugepage-file-init",
        () -> new UnneededCommand("hugepage-file-init", this::terminal));
  }

  @Command(name = "file-init", description = "Makes the folders of stores where there are none.")
  int fileInit(
      @Option(
              names = {"-l", "--loc"},
              required = true,
              arity = "1..*",
              paramLabel = "DIR",
              description = "One folder or more.")
          List<Path> folders) {
    for (Path folder : folders) {
      try {
        Files.createDirectories(folder);
      } catch (IOException failure) {
        throw new CommandFailure("'" + folder + "' cannot be made: " + failure, failure);
      }
    }
    return ExitCode.DONE;
  }

  private Terminal terminal() {
    if (parent == null) {
      throw new IllegalStateException("no parent command");
    }
    return parent.terminal();
  }
}
