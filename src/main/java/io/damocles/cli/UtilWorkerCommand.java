package io.damocles.cli;

import io.damocles.config.GoDuration;
import io.damocles.config.ListenAddress;
import io.damocles.daemon.ExitCode;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.LinkedHashMap;
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
  private static final String NAME_OR_ADDRESS = "Instance name, or host[:port] of its own port.";
  private static final String THREAD = "Index of the thread, as info says.";

  @ParentCommand private @Nullable UtilCommand parent;

  @Override
  Map<String, Supplier<Object>> commands() {
    return Map.of(
        "wdpost",
        WdPostCommand::new,
        "list",
        () -> method("list"),
        "remove",
        () -> method("remove"),
        "info",
        () -> method("info"),
        "pause",
        () -> method("pause"),
        "resume",
        () -> method("resume"));
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

  @Command(name = "info", description = "Lists a worker's threads.")
  int info(@Parameters(paramLabel = "NAME", description = NAME_OR_ADDRESS) String name) {
    var threads = new WorkerApi(destination(name)).threads();
    terminal().out().print(ThreadTable.ofManager(threads));
    return ExitCode.DONE;
  }

  @Command(
      name = "pause",
      description = "Has a thread ask for no more jobs; a running proof is delivered.")
  int pause(
      @Parameters(paramLabel = "NAME", description = NAME_OR_ADDRESS) String name,
      @Parameters(paramLabel = "INDEX", description = THREAD) long index) {
    var destination = destination(name);
    var done = new WorkerApi(destination).pause(index);
    util().log().info("pause call done, ok = " + done, fields(name, destination, index));
    return ExitCode.DONE;
  }

  @Command(name = "resume", description = "Has a paused thread ask for jobs again.")
  int resume(
      @Parameters(paramLabel = "NAME", description = NAME_OR_ADDRESS) String name,
      @Parameters(paramLabel = "INDEX", description = THREAD) long index,
      @Parameters(paramLabel = "STATE", arity = "0..1", description = "Passed on to the worker.")
          @Nullable String state) {
    var destination = destination(name);
    var done = new WorkerApi(destination).resume(index, state);
    var fields = fields(name, destination, index);
    fields.put("state", state);
    util().log().info("resume call done, ok = " + done, fields);
    return ExitCode.DONE;
  }

  /** Where the worker of that name said it is, or what the name is the address of. */
  private ListenAddress destination(String name) {
    var known = manager().worker(name).map(worker -> worker.text("Dest"));
    try {
      var text = known.orElse(name);
      var address =
          ListenAddress.parse(hasPort(text) ? text : text + ":" + WorkerApi.STANDARD_PORT);
      return new ListenAddress(
          InetAddress.getByName(address.host()).getHostAddress(), address.port());
    } catch (IllegalArgumentException | UnknownHostException notAnAddress) {
      throw new CommandFailure(
          "resolve worker dest: no instance found, and unable to parse \"%s\" as address"
              .formatted(name),
          notAnAddress);
    }
  }

  private static boolean hasPort(String text) {
    return text.indexOf(':') >= 0 && !text.endsWith("]");
  }

  private static Map<String, @Nullable Object> fields(
      String name, ListenAddress worker, long index) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    fields.put("name", name);
    fields.put("dest", worker.toString());
    fields.put("index", index);
    return fields;
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
