package io.damocles.cli;

import io.damocles.daemon.ExitCode;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** A command that only has commands below it: alone it prints its help. */
class CommandGroup implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  @Override
  public final Integer call() {
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
