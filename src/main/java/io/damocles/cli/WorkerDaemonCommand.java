package io.damocles.cli;

import io.damocles.config.UserPath;
import io.damocles.config.WorkerConfig;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code daemon -c FILE}. */
@Command(
    name = "daemon",
    description = "Runs the worker until SIGTERM or SIGINT.",
    mixinStandardHelpOptions = true)
final class WorkerDaemonCommand implements Callable<Integer> {
  private static final String CONFIG_VARIABLE = "DAMOCLES_WORKER_CONFIG";

  @ParentCommand private @Nullable WorkerCommand parent;

  @Option(
      names = {"-c", "--config"},
      paramLabel = "FILE",
      description = "The configuration file. Environment: " + CONFIG_VARIABLE)
  private @Nullable String config;

  @Override
  public Integer call() {
    return run(WorkerConfig.read(UserPath.parse(file())));
  }

  private String file() {
    if (parent == null) {
      throw new IllegalStateException("no parent command");
    }
    var file =
        config != null ? config : parent.terminal().environment().getOrDefault(CONFIG_VARIABLE, "");
    if (file.isBlank()) {
      throw new UsageFailure("no configuration: give --config FILE or set " + CONFIG_VARIABLE);
    }
    return file;
  }

  private static int run(WorkerConfig config) {
    throw new CommandFailure("no daemon yet: " + config.file());
  }
}
