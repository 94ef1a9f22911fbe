package io.damocles.cli;

import io.damocles.daemon.ExitCode;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** {@code util chain}: what a node knows of the chain. */
@Command(
    addMethodSubcommands = false,
    name = "chain",
    description = "The chain, as a node sees it.")
final class UtilChainCommand extends CommandGroup {
  @ParentCommand private @Nullable UtilCommand parent;

  @Override
  Map<String, Supplier<Object>> commands() {
    return Map.of("head", () -> method("head"));
  }

  @Command(name = "head", description = "Shows the head: its height and its tipset's key.")
  int head() {
    if (parent == null) {
      throw new IllegalStateException("no parent command");
    }
    Map<?, ?> head = parent.chain().head();
    parent.terminal().out().println("ts " + head.get("Height") + ": {" + key(head) + "}");
    return ExitCode.DONE;
  }

  private static String key(Map<?, ?> tipset) {
    List<?> cids = tipset.get("Cids") instanceof List<?> list ? list : List.of();
    return String.join(
        ",",
        cids.stream()
            .map(cid -> cid instanceof Map<?, ?> link ? String.valueOf(link.get("/")) : "?")
            .toList());
  }
}
