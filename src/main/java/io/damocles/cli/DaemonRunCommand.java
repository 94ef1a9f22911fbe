package io.damocles.cli;

import io.damocles.config.ListenAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code daemon run}, with every flag of damocles. */
@Command(
    name = "run",
    description =
        "Runs the manager until SIGTERM or SIGINT; SIGUSR1 reads the configuration again.")
final class DaemonRunCommand implements Callable<Integer> {
  @ParentCommand private @Nullable DaemonCommand parent;

  @Option(
      names = "--listen",
      paramLabel = "ADDRESS",
      defaultValue = ":1789",
      description = "Where to listen, default ${DEFAULT-VALUE}.")
  private String listen = "";

  @Option(
      names = "--conf-dir",
      paramLabel = "DIR",
      description = {
        "Folder of sector-manager.cfg, default: the home folder.",
        "Environment: DAMOCLES_CONF_DIR, VENUS_SECTOR_MANAGER_CONF_DIR, VSM_CONF_DIR"
      })
  private @Nullable String confDir;

  @Option(
      names = "--worker-prover",
      arity = "0..1",
      fallbackValue = "true",
      description = "Let workers compute WindowPoSt.")
  private boolean workerProver;

  @Option(
      names = "--poster",
      arity = "0..1",
      fallbackValue = "true",
      description = "Watch the chain, and prove every deadline of the configured miners.")
  private boolean poster;

  @Option(
      names = "--miner",
      arity = "0..1",
      fallbackValue = "true",
      description = "Answer gateways that ask for winning proofs of miners with Proof.Enabled.")
  private boolean miner;

  @Option(
      names = "--warmup",
      arity = "0..1",
      defaultValue = "true",
      fallbackValue = "true",
      description = "With --miner: make a winning proof of each miner at the start, default true.")
  private boolean warmup;

  @Option(
      names = "--ext-prover",
      arity = "0..1",
      fallbackValue = "true",
      description = "No effect yet; excludes --worker-prover.")
  private boolean extProver;

  @Mixin private final ProxyFlags proxy = new ProxyFlags();

  @Override
  public Integer call() {
    if (extProver && workerProver) {
      throw new UsageFailure("ext-prover and worker-prover are mutually exclusive");
    }
    var manager = manager();
    var home = manager.home();
    var conf = Home.confDir(confDir, manager.terminal().environment(), home);
    warnOfFlagsWithoutEffect(manager.log());
    return ManagerStart.run(
        home,
        conf,
        listenAddress(),
        workerProver,
        poster,
        miner,
        warmup,
        proxy.options(manager.terminal().environment()));
  }

  private void warnOfFlagsWithoutEffect(GoLog log) {
    List<String> flags = new ArrayList<>();
    add(flags, extProver, "--ext-prover");
    add(flags, proxy.isOffWithoutProxy(), "--proxy-sector-indexer-off without --proxy");
    if (!flags.isEmpty()) {
      log.warn(String.join(", ", flags) + ": without effect");
    }
  }

  private static void add(List<String> flags, boolean given, String flag) {
    if (given) {
      flags.add(flag);
    }
  }

  private ListenAddress listenAddress() {
    try {
      return ListenAddress.parse(listen);
    } catch (IllegalArgumentException notAnAddress) {
      throw new UsageFailure("--listen: " + notAnAddress.getMessage());
    }
  }

  private ManagerCommand manager() {
    if (parent == null) {
      throw new IllegalStateException("no parent command");
    }
    return parent.manager();
  }
}
