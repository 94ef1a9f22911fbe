package io.damocles.cli;

import io.damocles.daemon.ExitCode;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code util sealer proving sector-info}. */
@Command(
    name = "sector-info",
    description = "Shows what the chain knows of sectors and where their files are, as JSON.")
final class ProvingSectorInfoCommand implements Callable<Integer> {
  @ParentCommand private @Nullable ProvingCommand parent;

  @Parameters(paramLabel = "SECTOR", arity = "1..*", description = "Their numbers.")
  private @Nullable List<String> numbers;

  /** One that is not found does not keep back the others. */
  @Override
  public Integer call() {
    if (parent == null || numbers == null) {
      throw new IllegalStateException("no parent command");
    }
    var sectors = numbers.stream().map(text -> Indexes.parse("sector", text)).toList();
    var address = parent.miner();
    long miner = address.isId() ? address.id() : parent.minerOnChain().id();
    var code = ExitCode.DONE;
    for (long sector : sectors) {
      try {
        parent.util().terminal().out().println(parent.sectorApi().info(miner, sector));
      } catch (CommandFailure failure) {
        parent.util().log().warn(String.valueOf(failure.getMessage()));
        code = ExitCode.FAILED;
      }
    }
    return code;
  }
}
