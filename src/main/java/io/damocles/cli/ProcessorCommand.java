package io.damocles.cli;

import io.damocles.worker.Processor;
import io.damocles.worker.ProcessorStage;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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
    return Map.of(
        "window_post", () -> method("windowPost"), "winning_post", () -> method("winningPost"));
  }

  @Command(name = "window_post", description = "Computes WindowPoSt, one JSON task a line.")
  int windowPost(@Mixin NativeFiles files) {
    return run(ProcessorStage.Kind.WINDOW_POST, files);
  }

  @Command(name = "winning_post", description = "Computes WinningPoSt, one JSON task a line.")
  int winningPost(@Mixin NativeFiles files) {
    return run(ProcessorStage.Kind.WINNING_POST, files);
  }

  private int run(ProcessorStage.Kind kind, NativeFiles files) {
    if (parent == null) {
      throw new IllegalStateException("no parent command");
    }
    return Processor.run(kind, parent.terminal().environment(), files.library, files.parameterDir);
  }

  /** Where the native library and its parameters are. */
  static final class NativeFiles {
    @Option(
        names = "--library",
        paramLabel = "FILE",
        description = "Native library, default: the one in this program.")
    private @Nullable Path library;

    @Option(
        names = "--parameter-dir",
        paramLabel = "DIR",
        description = {
          "Proof parameters, default: FIL_PROOFS_PARAMETER_CACHE,",
          "else /var/tmp/filecoin-proof-parameters."
        })
    private @Nullable Path parameterDir;
  }
}
