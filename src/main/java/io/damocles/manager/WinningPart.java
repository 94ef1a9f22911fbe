package io.damocles.manager;

import io.damocles.chain.node.ChainNode;
import io.damocles.config.ManagerConfig;
import io.damocles.poster.winning.WinningParts;
import io.damocles.poster.winning.WinningProver;
import io.damocles.poster.winning.WinningService;
import io.damocles.prover.NativeProofs;
import io.damocles.sector.SectorFinder;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Winning proofs in the manager ({@code --miner}), with the chain and the stores as configured. */
final class WinningPart {
  private final WinningService service;
  private volatile ManagerConfig config;

  /**
   * At rest.
   *
   * @param sectors finds them in the stores
   */
  WinningPart(
      PosterService.Shared shared,
      ManagerConfig config,
      ChainNode chain,
      SectorFinder sectors,
      NativeProofs proofs,
      MeterRegistry registry,
      boolean warmUp) {
    this.config = config;
    service =
        new WinningService(
            new WinningParts(
                shared.vertx(),
                shared.timeline(),
                chain,
                config.common().api().gatewayNodes(),
                sectors,
                this::store,
                WinningProver.of(proofs),
                registry,
                warmUp));
  }

  /** Begins to listen; does not wait for anybody. */
  void start() {
    service.start(miners(config));
  }

  /** Takes over the miners and the stores. */
  void reload(ManagerConfig changed) {
    config = changed;
    service.change(miners(changed));
  }

  Future<Void> stop() {
    return service.close();
  }

  private Optional<Path> store(String name) {
    return config.common().stores().stream()
        .filter(store -> store.name().equals(name))
        .map(ManagerConfig.Store::path)
        .findFirst();
  }

  private static List<Long> miners(ManagerConfig config) {
    return config.miners().stream()
        .filter(ManagerConfig.Miner::winningEnabled)
        .map(ManagerConfig.Miner::actor)
        .toList();
  }
}
