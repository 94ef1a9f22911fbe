package io.damocles.cli;

import io.damocles.config.GoDuration;
import io.damocles.config.ListenAddress;
import io.damocles.config.UserPath;
import io.damocles.devnet.DevnetDaemon;
import io.damocles.devnet.DevnetException;
import io.damocles.devnet.DevnetOptions;
import io.damocles.prover.ParameterFolder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code devnet}: alone it runs the chain. */
@Command(
    name = "devnet",
    description = {
      "Runs a Filecoin chain of its own for development: a miner with sealed 2KiB sectors, deadlines"
          + " that open and close, a node's API on /rpc/v0 and /rpc/v1, venus-messager on /rpc/v0,"
          + " the gateway on /rpc/v2. Started again on the same home it goes on where it was.",
      ""
    },
    versionProvider = Version.class,
    footerHeading = "%nFaults, each a command (devnet fault NAME --help) and a call:%n",
    footer = {
      "  slow           answers come late                     Devnet.SlowAnswers",
      "  fail           calls are answered with an error      Devnet.FailAnswers",
      "  hang           calls are never answered              Devnet.HangAnswers",
      "  lose           calls are made, their answers lost    Devnet.LoseAnswers",
      "  html-page      a proxy's page answers everything     Devnet.HtmlPage",
      "  stale-head     the head that is shown stands still   Devnet.StaleHead",
      "  drop-messages  messages are taken and forgotten      Devnet.DropMessages",
      "  null-rounds    the next epochs have no tipset        Devnet.NullRounds",
      "  reorganise     the last tipsets are replaced         Devnet.Reorganise",
      "  list           what is switched on                   Devnet.Faults",
      "  clear          everything is switched off            Devnet.ClearFaults",
      "More calls: Devnet.Status, Devnet.Advance (makes epochs), Devnet.AskWinningProofs.",
      "They go to /rpc/devnet, which no fault touches, or to any of the other paths."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:done", "1:failed", "2:wrong usage", "78:the configuration cannot be used"})
final class DevnetCommand extends RootCommand {
  @Option(names = "--home", paramLabel = "DIR", description = "Folder for all its files.")
  private @Nullable String home;

  @Option(
      names = "--listen",
      paramLabel = "HOST:PORT",
      defaultValue = "127.0.0.1:3453",
      description = "Where to listen, default ${DEFAULT-VALUE}; port 0 takes a free one.")
  private String listen = "";

  @Option(
      names = "--epoch",
      paramLabel = "DURATION",
      defaultValue = "2s",
      description =
          "Length of an epoch, default ${DEFAULT-VALUE}; 0: only Devnet.Advance makes any.")
  private String epoch = "";

  @Option(
      names = "--deadlines",
      paramLabel = "N",
      defaultValue = "4",
      description = "Deadlines of a proving period, default ${DEFAULT-VALUE}, at least 3.")
  private int deadlines;

  @Option(
      names = "--window",
      paramLabel = "EPOCHS",
      defaultValue = "8",
      description = "Epochs of a deadline, default ${DEFAULT-VALUE}.")
  private int window;

  @Option(
      names = "--lookback",
      paramLabel = "EPOCHS",
      defaultValue = "3",
      description = "Epochs from challenge to opening, default ${DEFAULT-VALUE}.")
  private int lookback;

  @Option(
      names = "--miners",
      paramLabel = "N",
      defaultValue = "1",
      description = "Miners f01000, f01001, …, default ${DEFAULT-VALUE}.")
  private int miners;

  @Option(
      names = "--sectors",
      paramLabel = "N",
      defaultValue = "8",
      description = "Sectors of each miner, default ${DEFAULT-VALUE}; two make a partition.")
  private int sectors;

  @Option(names = "--faux", description = "Faux replicas instead of sealed sectors.")
  private boolean faux;

  @Option(
      names = "--unverified",
      description = "Take proofs that recover nothing unverified, as the real actor does.")
  private boolean unverified;

  @Option(
      names = "--winning",
      paramLabel = "DURATION",
      defaultValue = "0",
      description = "How often the gateway asks for a winning proof, default never.")
  private String winning = "";

  @SuppressWarnings("UnusedVariable") // picocli reads it
  @Mixin
  private final StandardOptions standardOptions = new StandardOptions();

  DevnetCommand(Terminal terminal) {
    super(terminal);
  }

  @Override
  Map<String, Supplier<Object>> commands() {
    return Map.of("fault", DevnetFaultCommand::new, "status", DevnetStatusCommand::new);
  }

  @Override
  public Integer call() {
    try {
      return DevnetDaemon.run(options(), terminal().out()::println);
    } catch (DevnetException wrong) {
      throw new UsageFailure(String.valueOf(wrong.getMessage()));
    }
  }

  /** The folder, if it was given. */
  @Nullable Path home() {
    return home == null ? null : UserPath.parse(home);
  }

  private DevnetOptions options() {
    Path folder = home();
    if (folder == null) {
      throw new UsageFailure("no home: give --home DIR");
    }
    return new DevnetOptions(
        folder.toAbsolutePath(),
        address(),
        duration("--epoch", epoch),
        deadlines,
        window,
        lookback,
        miners,
        sectors,
        faux,
        unverified,
        duration("--winning", winning),
        ParameterFolder.of(
            terminal().environment(),
            "DEVNET_PARAMS",
            "DEMO_PARAMS",
            "FIL_PROOFS_PARAMETER_CACHE"));
  }

  private ListenAddress address() {
    try {
      return ListenAddress.parse(listen);
    } catch (IllegalArgumentException notAnAddress) {
      throw new UsageFailure("--listen: " + notAnAddress.getMessage());
    }
  }

  private static Duration duration(String option, String text) {
    try {
      return GoDuration.parse(text);
    } catch (IllegalArgumentException notADuration) {
      throw new UsageFailure(option + ": " + notADuration.getMessage() + "; write 2s or 50ms");
    }
  }
}
