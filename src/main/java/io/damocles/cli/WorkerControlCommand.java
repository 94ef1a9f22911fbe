package io.damocles.cli;

import io.damocles.config.ListenAddress;
import io.damocles.config.UserPath;
import io.damocles.config.WorkerConfig;
import io.damocles.daemon.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code worker}: commands that call a running worker. */
@Command(
    addMethodSubcommands = false,
    name = "worker",
    description = "Commands that call a running worker, default 127.0.0.1:17890.")
final class WorkerControlCommand extends CommandGroup {
  private static final String HOST_VARIABLE = "DAMOCLES_WORKER_HOST";

  @ParentCommand private @Nullable WorkerCommand parent;

  @Option(
      names = {"-H", "--host"},
      paramLabel = "IP:PORT",
      description = "Address of the worker. Environment: " + HOST_VARIABLE)
  private @Nullable String host;

  @Option(
      names = {"-c", "--config"},
      paramLabel = "FILE",
      description = {
        "The worker's configuration file, which tells its address; counts before --host.",
        "Environment: " + WorkerDaemonCommand.CONFIG_VARIABLE
      })
  private @Nullable String config;

  @Override
  Map<String, Supplier<Object>> commands() {
    Map<String, Supplier<Object>> commands = new LinkedHashMap<>();
    commands.put("list", () -> method("list"));
    commands.put("pause", () -> method("pause"));
    commands.put("resume", () -> method("resume"));
    for (String joint : List.of("-", "_")) {
      commands.put("enable" + joint + "dump", () -> method("enableDump"));
      commands.put("disable" + joint + "dump", () -> method("disableDump"));
    }
    return commands;
  }

  @Command(name = "list", description = "Lists the worker's threads.")
  int list() {
    terminal().out().print(ThreadTable.ofWorker(worker().threads()));
    return ExitCode.DONE;
  }

  @Command(
      name = "pause",
      description = "Has a thread ask for no more jobs; a running proof is delivered.")
  int pause(
      @Option(
              names = {"-i", "--index"},
              required = true,
              paramLabel = "N",
              description = "Which thread, as list says.")
          long index) {
    log().info("#" + index + " worker pause done=" + worker().pause(thread(index)));
    return ExitCode.DONE;
  }

  @Command(name = "resume", description = "Has a paused thread ask for jobs again.")
  int resume(
      @Option(
              names = {"-i", "--index"},
              required = true,
              paramLabel = "N",
              description = "Which thread, as list says.")
          long index,
      @Option(
              names = {"-s", "--state"},
              paramLabel = "STATE",
              description = "Taken and passed on; a WindowPoSt thread begins anew in any case.")
          @Nullable String state) {
    log().info("#" + index + " worker resume done=" + worker().resume(thread(index), state));
    return ExitCode.DONE;
  }

  @Command(
      name = "enable-dump",
      description = "Has lines of a child process that cannot be read written to files.")
  int enableDump(
      @Option(
              names = {"--child-pid", "--child_pid"},
              required = true,
              paramLabel = "PID",
              description = "The child, as list says.")
          int pid,
      @Option(
              names = {"--dump-dir", "--dump_dir"},
              required = true,
              paramLabel = "DIR",
              description = "An existing folder.")
          Path folder) {
    worker().dump(child(pid), existing(folder).toString());
    return ExitCode.DONE;
  }

  @Command(name = "disable-dump", description = "Ends that.")
  int disableDump(
      @Option(
              names = {"--child-pid", "--child_pid"},
              required = true,
              paramLabel = "PID",
              description = "The child.")
          int pid) {
    worker().dump(child(pid), null);
    return ExitCode.DONE;
  }

  /** What is typed counts before what the environment says. */
  private WorkerApi worker() {
    var environment = terminal().environment();
    var file = config;
    var address = host;
    if (file == null && address == null) {
      file = environment.get(WorkerDaemonCommand.CONFIG_VARIABLE);
      address = environment.get(HOST_VARIABLE);
    }
    if (file != null && !file.isBlank()) {
      return new WorkerApi(WorkerConfig.controlAddress(UserPath.parse(file)));
    }
    return new WorkerApi(
        address == null || address.isBlank()
            ? new ListenAddress("127.0.0.1", WorkerApi.STANDARD_PORT)
            : address(address));
  }

  private static ListenAddress address(String text) {
    try {
      return ListenAddress.parse(text).reachable();
    } catch (IllegalArgumentException notAnAddress) {
      throw new UsageFailure("--host: " + notAnAddress.getMessage());
    }
  }

  private static long thread(long index) {
    return notNegative("--index", index);
  }

  private static long child(int pid) {
    return notNegative("--child-pid", pid);
  }

  private static long notNegative(String option, long value) {
    if (value < 0) {
      throw new UsageFailure(option + ": expected a number from 0, got " + value);
    }
    return value;
  }

  private static Path existing(Path folder) {
    try {
      if (Files.isDirectory(folder)) {
        return folder.toRealPath();
      }
    } catch (IOException unreadable) {
      throw new CommandFailure("'" + folder + "': " + unreadable.getMessage(), unreadable);
    }
    throw new CommandFailure("'" + folder + "' is not a directory");
  }

  private GoLog log() {
    return new GoLog(terminal());
  }

  private Terminal terminal() {
    if (parent == null) {
      throw new IllegalStateException("no parent command");
    }
    return parent.terminal();
  }
}
