package io.damocles.cli;

import io.damocles.worker.Processor;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code processor}: what a worker starts as a child process. */
@Command(
    addMethodSubcommands = false,
    name = "processor",
    description = "Computes one stage for a worker: tasks on standard input, results on output.")
final class ProcessorCommand extends CommandGroup {
  @ParentCommand private @Nullable WorkerCommand parent;

  @Override
  Map<String, Supplier<Object>> commands() {
    return Map.of("window_post", () -> method("windowPost"));
  }

  @Command(name = "window_post", description = "Computes WindowPoSt, one JSON task a line.")
  int windowPost(
      @Option(
              names = "--library",
              paramLabel = "FILE",
              description = "Native library, default: the one in this program.")
          @Nullable Path library,
      @Option(
              names = "--parameter-dir",
              paramLabel = "DIR",
              description = {
                "Proof parameters, default: FIL_PROOFS_PARAMETER_CACHE,",
                "else /var/tmp/filecoin-proof-parameters."
              })
          @Nullable Path parameterDir) {
    if (parent == null) {
      throw new IllegalStateException("no parent command");
    }
    return Processor.run(parent.terminal().environment(), library, parameterDir);
  }
}
