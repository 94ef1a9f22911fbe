package io.damocles.cli;

import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** {@code util sealer}: the sectors of miners; here only how they are proven. */
@Command(name = "sealer", description = "Sectors of miners.")
final class UtilSealerCommand extends CommandGroup {
  @ParentCommand private @Nullable UtilCommand parent;

  @Override
  Map<String, Supplier<Object>> commands() {
    return Map.of("proving", ProvingCommand::new);
  }

  UtilCommand util() {
    if (parent == null) {
      throw new IllegalStateException("no parent command");
    }
    return parent;
  }
}
