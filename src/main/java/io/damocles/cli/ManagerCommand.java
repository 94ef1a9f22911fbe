package io.damocles.cli;

import java.nio.file.Path;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code damocles-manager} with its global flags. */
@Command(
    name = "damocles-manager",
    description = "Watches proving deadlines and hands WindowPoSt jobs to workers.",
    versionProvider = Version.class,
    synopsisSubcommandLabel = "COMMAND",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:done", "1:failed", "2:wrong usage", "78:the configuration cannot be used"})
final class ManagerCommand extends RootCommand {
  @Option(
      names = "--home",
      paramLabel = "DIR",
      description = {
        "Home folder, default ~/.damocles-manager.",
        "Environment: DAMOCLES_PATH, VENUS_SECTOR_MANAGER_PATH, VSM_PATH"
      })
  private @Nullable String home;

  @Option(names = "--net", paramLabel = "NAME", description = "Deprecated, has no effect.")
  private @Nullable String net;

  @SuppressWarnings("UnusedVariable") // picocli reads it
  @Mixin
  private final StandardOptions standardOptions = new StandardOptions();

  ManagerCommand(Terminal terminal) {
    super(terminal);
  }

  @Override
  Map<String, Supplier<Object>> commands() {
    return Map.of("daemon", DaemonCommand::new, "util", UtilCommand::new);
  }

  GoLog log() {
    return new GoLog(terminal());
  }

  /** The home folder; what every command asks first, so that it also tells of {@code --net}. */
  Path home() {
    if (net != null) {
      log().warn("DEPRECATED: the 'net' flag is deprecated");
    }
    return Home.folder(home, terminal().environment());
  }
}
