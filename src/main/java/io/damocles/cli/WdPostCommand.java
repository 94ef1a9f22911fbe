package io.damocles.cli;

import io.damocles.daemon.ExitCode;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code util worker wdpost}: the job table. */
@Command(addMethodSubcommands = false, name = "wdpost", description = "WindowPoSt jobs.")
final class WdPostCommand extends CommandGroup {
  @ParentCommand private @Nullable UtilWorkerCommand parent;

  @Override
  Map<String, Supplier<Object>> commands() {
    return Map.of(
        "list",
        () -> method("list"),
        "reset",
        () -> method("reset"),
        "remove",
        () -> method("remove"),
        "remove-all",
        () -> method("removeAll"),
        "create",
        () -> method("create"));
  }

  @Command(name = "list", description = "Lists jobs that are not done; failed ones are not.")
  int list(
      @Option(names = "--all", description = "Done jobs too.") boolean all,
      @Option(names = "--detail", description = "All times.") boolean detail) {
    var answer = worker().manager().jobs();
    var terminal = worker().terminal();
    var jobs = answer.jobs().stream().filter(job -> all || !job.isDone()).toList();
    var table = new JobTable(answer.maxTry(), terminal.clock().instant(), terminal.zone());
    terminal.out().print(detail ? table.detail(jobs) : table.brief(jobs));
    return ExitCode.DONE;
  }

  @Command(name = "reset", description = "Lets failed jobs run again, with all their attempts.")
  int reset(@Parameters(paramLabel = "JOB", arity = "0..*") @Nullable List<String> ids) {
    if (ids == null) {
      return help("reset");
    }
    ids.forEach(worker().manager()::reset);
    return ExitCode.DONE;
  }

  @Command(
      name = "remove",
      description = "Removes jobs; the manager makes those of the current deadline again.")
  int remove(@Parameters(paramLabel = "JOB", arity = "0..*") @Nullable List<String> ids) {
    if (ids == null) {
      return help("remove");
    }
    ids.forEach(worker().manager()::remove);
    return ExitCode.DONE;
  }

  @Command(name = "remove-all", description = "Removes all jobs.")
  int removeAll(@Option(names = "--really-do-it", description = "Do it.") boolean reallyDoIt) {
    var terminal = worker().terminal();
    if (!reallyDoIt) {
      terminal.out().println("Pass --really-do-it to actually execute this action");
      return ExitCode.DONE;
    }
    var manager = worker().manager();
    for (JobRow job : manager.jobs().jobs()) {
      manager.remove(job.id);
      terminal.out().println("wdpost job " + job.id + " removed");
    }
    return ExitCode.DONE;
  }

  @Command(
      name = "create",
      description = {
        "Creates jobs and prints their ids. The file holds one JSON object or an array of them:",
        "{\"Input\": {…}, \"DeadlineIdx\": 0, \"Partitions\": [0], \"CloseAt\": unix seconds,"
            + " \"ExpectedSeconds\": 600}; the last two may be absent."
      })
  int create(
      @Option(
              names = "-f",
              paramLabel = "FILE",
              required = true,
              description = "The file; - is standard input.")
          String file) {
    var manager = worker().manager();
    for (String request : JobFile.read(file)) {
      worker().terminal().out().println(manager.create(request));
    }
    return ExitCode.DONE;
  }

  private int help(String command) {
    CommandLine line = Objects.requireNonNull(spec().subcommands().get(command));
    line.usage(line.getOut());
    return ExitCode.DONE;
  }

  private UtilWorkerCommand worker() {
    if (parent == null) {
      throw new IllegalStateException("no parent command");
    }
    return parent;
  }
}
