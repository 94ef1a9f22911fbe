package io.damocles.cli;

import io.damocles.daemon.ExitCode;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** {@code util sealer proving info}. */
@Command(
    name = "info",
    description = "Shows the proving period, the faults, and the current and the next deadline.")
final class ProvingInfoCommand implements Callable<Integer> {
  @ParentCommand private @Nullable ProvingCommand parent;

  @Override
  public Integer call() {
    if (parent == null) {
      throw new IllegalStateException("no parent command");
    }
    var miner = parent.minerOnChain();
    var period = ProvingPeriod.of(miner);
    parent.util().terminal().out().print(new ProvingInfoText(miner, period));
    return ExitCode.DONE;
  }
}
