package io.damocles.manager;

import io.damocles.chain.node.ChainNode;
import io.damocles.chain.node.NodeLimits;
import io.damocles.chain.node.SyncRules;
import io.damocles.config.ConfigException;
import io.damocles.config.ManagerConfig;
import io.damocles.config.NodeAddress;
import io.damocles.poster.winning.WinningParts;
import io.damocles.poster.winning.WinningService;
import io.damocles.prover.NativeProofs;
import io.damocles.rpc.SocketRules;
import io.damocles.sector.SectorFinder;
import io.damocles.time.Timeline;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Winning proofs in the manager ({@code --miner}), with the chain and the stores as configured. */
final class WinningPart {
  private final ChainNode chain;
  private final WinningService service;
  private volatile ManagerConfig config;

  /**
   * At rest.
   *
   * @param sectors finds them in the stores
   * @throws ConfigException if no node is configured
   */
  WinningPart(
      Vertx vertx,
      Timeline timeline,
      ManagerConfig config,
      SectorFinder sectors,
      NativeProofs proofs,
      MeterRegistry registry,
      boolean warmUp) {
    this.config = config;
    ManagerConfig.Api api = config.common().api();
    chain =
        ChainNode.of(
            vertx,
            timeline,
            nodes(config),
            NodeLimits.standard(),
            SyncRules.standard(),
            SocketRules.standard());
    service =
        new WinningService(
            new WinningParts(
                vertx,
                timeline,
                chain,
                api.gatewayNodes(),
                sectors,
                this::store,
                proofs,
                registry,
                warmUp));
  }

  /** Begins to listen; does not wait for anybody. */
  void start() {
    chain.start();
    service.start(miners(config));
  }

  /** Takes over the miners and the stores. */
  void reload(ManagerConfig changed) {
    config = changed;
    service.change(miners(changed));
  }

  Future<Void> stop() {
    return service.close().eventually(chain::close);
  }

  private Optional<Path> store(String name) {
    return config.common().stores().stream()
        .filter(store -> store.name().equals(name))
        .map(ManagerConfig.Store::path)
        .findFirst();
  }

  private static List<NodeAddress> nodes(ManagerConfig config) {
    List<NodeAddress> nodes = config.common().api().chainNodes();
    if (nodes.isEmpty()) {
      throw new ConfigException(
          config.file()
              + ": --miner needs a node and a gateway: set Chain and Gateway in [Common.API]");
    }
    return nodes;
  }

  private static List<Long> miners(ManagerConfig config) {
    return config.miners().stream()
        .filter(ManagerConfig.Miner::winningEnabled)
        .map(ManagerConfig.Miner::actor)
        .toList();
  }
}
