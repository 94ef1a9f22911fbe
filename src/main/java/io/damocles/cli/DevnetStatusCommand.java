package io.damocles.cli;

import io.damocles.daemon.ExitCode;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParentCommand;

/** {@code devnet status}. */
@Command(name = "status", description = "Prints the head, and what was proved and missed, as JSON.")
final class DevnetStatusCommand implements Callable<Integer> {
  @ParentCommand private @Nullable DevnetCommand parent;

  @Mixin private final DevnetApi devnet = new DevnetApi();

  @Override
  public Integer call() {
    if (parent == null) {
      throw new IllegalStateException("no parent command");
    }
    parent.terminal().out().println(devnet.call("Status", out -> {}));
    return ExitCode.DONE;
  }
}
