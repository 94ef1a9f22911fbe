package io.damocles.cli;

import io.damocles.daemon.ExitCode;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** A command that only has commands below it: alone it prints its help. */
abstract class CommandGroup implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  /** The commands below: for each name an annotated object, or a {@link #method}. */
  abstract Map<String, Supplier<Object>> commands();

  /** The command that the method of that name is. */
  final Object method(String name) {
    return CommandLine.getCommandMethods(getClass(), name).get(0);
  }

  /**
   * Sets up the commands below that stand among the words of the command line, or all if none does,
   * as for help. To set up all of them each time, as picocli does, costs a short command 40 ms.
   */
  final void attach(CommandLine line, Set<String> words) {
    var commands = commands();
    var known = commands.keySet().stream().anyMatch(words::contains);
    for (Map.Entry<String, Supplier<Object>> entry : new TreeMap<>(commands).entrySet()) {
      if (known && !words.contains(entry.getKey())) {
        continue;
      }
      var command = entry.getValue().get();
      var child = new CommandLine(command);
      line.addSubcommand(entry.getKey(), child);
      if (command instanceof CommandGroup group) {
        group.attach(child, words);
      }
    }
  }

  @Override
  public Integer call() {
    var line = spec().commandLine();
    line.usage(line.getOut());
    return ExitCode.DONE;
  }

  final CommandSpec spec() {
    if (spec == null) {
      throw new IllegalStateException("picocli did not set up " + getClass());
    }
    return spec;
  }
}
