package io.damocles.cli;

import io.damocles.config.ConfigException;
import io.damocles.config.ListenAddress;
import io.damocles.config.ManagerConfigLoader;
import io.damocles.config.NodeAddress;
import io.damocles.rpc.Endpoint;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code util}: commands that call a running manager or the chain. */
@Command(name = "util", description = "Commands that call a running manager or the chain.")
final class UtilCommand extends CommandGroup {
  @ParentCommand private @Nullable ManagerCommand parent;

  @Option(
      names = "--listen",
      paramLabel = "ADDRESS",
      defaultValue = ":1789",
      description = "Address of the manager, default ${DEFAULT-VALUE}.")
  private String listen = "";

  @Option(
      names = "--conf-dir",
      paramLabel = "DIR",
      description = {
        "Folder of sector-manager.cfg, default the home folder.",
        "Environment: DAMOCLES_CONF_DIR, VENUS_SECTOR_MANAGER_CONF_DIR, VSM_CONF_DIR"
      })
  private @Nullable String confDir;

  @Mixin private final ManagerAccess access = new ManagerAccess();

  @Override
  Map<String, Supplier<Object>> commands() {
    return Map.of(
        "chain",
        UtilChainCommand::new,
        "message",
        UtilMessageCommand::new,
        "miner",
        UtilMinerCommand::new,
        "sealer",
        UtilSealerCommand::new,
        "worker",
        UtilWorkerCommand::new);
  }

  /** The manager; fails with usage if the address is none. */
  ManagerApi manager() {
    try {
      var address = ListenAddress.parse(listen).reachable();
      var environment = terminal().environment();
      var tls = access.tls(environment);
      var safe = tls || address.host().startsWith("127.") || "::1".equals(address.host());
      return new ManagerApi(
          new Endpoint(address.host(), address.port(), tls),
          access.headers(environment, root().home(), safe),
          access.authorities(environment));
    } catch (IllegalArgumentException notAnAddress) {
      throw new UsageFailure("--listen: " + notAnAddress.getMessage());
    }
  }

  /** The chain's nodes, as the environment names them or else the configuration. */
  ChainApi chain() {
    var way = wayToChain();
    return new ChainApi(way.nodes(), way.source(), root().log());
  }

  /** Likewise, and through which messager messages go. */
  WayToChain wayToChain() {
    var environment = terminal().environment();
    var fromEnvironment = environment.getOrDefault(ChainApi.VARIABLE, "");
    if (!fromEnvironment.isEmpty()) {
      return new WayToChain(
          List.of(address(fromEnvironment)), "the variable " + ChainApi.VARIABLE, Optional.empty());
    }
    var home = root().home();
    var config = ManagerConfigLoader.read(Home.confDir(confDir, environment, home), home);
    var api = config.common().api();
    var nodes = api.chainNodes();
    if (nodes.isEmpty()) {
      throw new ConfigException(
          config.file() + ": Common.API names no node: set Chain, or " + ChainApi.VARIABLE);
    }
    return new WayToChain(nodes, config.file() + ": Common.API", api.messagerNode());
  }

  private static NodeAddress address(String text) {
    try {
      return NodeAddress.parse(text, "v1");
    } catch (IllegalArgumentException notAnAddress) {
      throw new UsageFailure(ChainApi.VARIABLE + ": " + notAnAddress.getMessage());
    }
  }

  Terminal terminal() {
    return root().terminal();
  }

  GoLog log() {
    return root().log();
  }

  private ManagerCommand root() {
    if (parent == null) {
      throw new IllegalStateException("no parent command");
    }
    return parent;
  }
}
