package io.damocles.cli;

import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Unmatched;

/** A command of damocles that is not here; says so, instead of "unmatched argument". */
@Command(hidden = true)
final class ProvingAbsentCommand implements Callable<Integer> {
  private final String instead;

  @Spec private @Nullable CommandSpec spec;

  @SuppressWarnings("UnusedVariable") // picocli fills it with whatever damocles' command takes
  @Unmatched
  private @Nullable List<String> arguments;

  ProvingAbsentCommand(String instead) {
    this.instead = instead;
  }

  @Override
  public Integer call() {
    throw new CommandFailure((spec == null ? "this" : spec.name()) + " is not here: " + instead);
  }
}
