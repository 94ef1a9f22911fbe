package io.damocles.cli;

import io.damocles.daemon.ExitCode;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Unmatched;

/** A command of damocles that prepares sealing: says so, does nothing, and lets scripts go on. */
@Command(description = "Not needed for WindowPoSt: does nothing.")
final class UnneededCommand implements Callable<Integer> {
  private final String name;
  private final Supplier<Terminal> terminal;

  @SuppressWarnings("UnusedVariable") // picocli sets it
  @Unmatched
  private @Nullable List<String> whatever;

  UnneededCommand(String name, Supplier<Terminal> terminal) {
    this.name = name;
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    new GoLog(terminal.get())
        .warn(
            "store "
                + name
                + " did nothing: it prepares sealing, which this worker does not do, and the wdpost plan needs no such folder");
    return ExitCode.DONE;
  }
}
