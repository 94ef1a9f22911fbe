package io.damocles.cli;

import io.damocles.config.UserPath;
import io.damocles.worker.WorkerDaemon;
import io.damocles.worker.WorkerOptions;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code daemon -c FILE}. */
@Command(name = "daemon", description = "Runs the worker until SIGTERM or SIGINT.")
final class WorkerDaemonCommand implements Callable<Integer> {
  /** Set by the launch script, so that children can be started with it. */
  private static final String PROGRAM_PROPERTY = "damocles.program";

  static final String CONFIG_VARIABLE = "DAMOCLES_WORKER_CONFIG";

  @ParentCommand private @Nullable WorkerCommand parent;

  @Option(
      names = {"-c", "--config"},
      paramLabel = "FILE",
      description = "The configuration file. Environment: " + CONFIG_VARIABLE)
  private @Nullable String config;

  @Override
  public Integer call() {
    return WorkerDaemon.run(
        new WorkerOptions(
            UserPath.parse(file()), System.getProperty(PROGRAM_PROPERTY, "damocles-worker")));
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
}
