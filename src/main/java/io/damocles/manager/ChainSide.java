package io.damocles.manager;

import io.damocles.chain.node.ChainNode;
import io.damocles.chain.node.NodeLimits;
import io.damocles.chain.node.SyncRules;
import io.damocles.config.ConfigException;
import io.damocles.config.ManagerConfig;
import io.damocles.manager.api.CheckProvable;
import io.damocles.manager.api.MinerInfoOf;
import io.damocles.manager.api.ProvingSectorInfo;
import io.damocles.manager.api.SectorIndexerFind;
import io.damocles.manager.api.SimulateWdPoSt;
import io.damocles.manager.api.WindowPoStChallengeRand;
import io.damocles.manager.api.WindowPoStCommitRand;
import io.damocles.poster.MessageRehearsal;
import io.damocles.poster.PosterListener;
import io.damocles.prover.NativeProofs;
import io.damocles.rpc.RpcMethod;
import io.damocles.rpc.SocketRules;
import io.damocles.sector.SectorFinder;
import io.damocles.sector.SectorLocator;
import io.damocles.sector.StoreSectorFinder;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What of the manager knows the chain: the poster and winning proofs, with the nodes and the stores
 * that they share.
 */
final class ChainSide {
  private static final Logger log = LoggerFactory.getLogger(ChainSide.class);

  /** For what the operator asks; the configured limits are shorter, if they are set. */
  private static final Duration CHECK_BUDGET = Duration.ofMinutes(20);

  private final PosterService.Shared shared;
  private final AtomicReference<List<ManagerConfig.Miner>> miners;
  private final StoreSectorFinder sectors;
  private final Optional<SectorSource> source;
  private final SectorFinder finder;
  private final SectorLocator locator;
  private final Optional<ChainNode> chain;
  private final Optional<PosterService> poster;
  private final Optional<WinningPart> winning;

  /**
   * At rest.
   *
   * @param proofs the native library, if it is loaded; it is if anything is to be proven
   * @throws ConfigException if something is asked for that needs a node and none is configured
   */
  ChainSide(
      PosterService.Shared shared,
      ManagerOptions options,
      ManagerConfig config,
      Optional<NativeProofs> proofs,
      MeterRegistry registry,
      PosterListener listener) {
    this.shared = shared;
    miners = new AtomicReference<>(config.miners());
    sectors = ManagerSectors.finder(config, proofs, shared.timeline());
    source =
        options.proxy().map(proxy -> new SectorSource(shared.vertx(), shared.timeline(), proxy));
    Optional<ProxiedSectors> proxied =
        source.map(other -> new ProxiedSectors(other, sectors, shared.timeline()));
    finder = proxied.<SectorFinder>map(other -> other).orElse(sectors);
    locator = proxied.<SectorLocator>map(other -> other).orElse(sectors);
    chain = chain(shared, options, config);
    poster =
        chain
            .filter(node -> options.poster())
            .map(
                node ->
                    PosterService.of(
                        shared, node, config.common().api(), miners::get, finder, listener));
    winning =
        chain
            .filter(node -> options.miner())
            .flatMap(
                node ->
                    proofs.map(
                        loaded ->
                            new WinningPart(
                                shared, config, node, finder, loaded, registry, options.warmUp())));
  }

  private static Optional<ChainNode> chain(
      PosterService.Shared shared, ManagerOptions options, ManagerConfig config) {
    ManagerConfig.Api api = config.common().api();
    if (!api.chainNodes().isEmpty()) {
      return Optional.of(
          ChainNode.of(
              shared.vertx(),
              shared.timeline(),
              api.chainNodes(),
              NodeLimits.standard(),
              SyncRules.standard(),
              SocketRules.standard()));
    }
    if (options.poster() || options.miner()) {
      throw new ConfigException(
          "%s: %s needs a node: set Chain or Gateway in [Common.API], such as Chain = \"/ip4/127.0.0.1/tcp/3453\""
              .formatted(config.file(), options.poster() ? "--poster" : "--miner"));
    }
    return Optional.empty();
  }

  /** The calls that concern sectors and the chain; those that need a node only if there is one. */
  List<RpcMethod> methods(StoreCatalog stores) {
    List<RpcMethod> methods = new ArrayList<>();
    methods.add(new CheckProvable(finder, CHECK_BUDGET));
    methods.add(new SectorIndexerFind(locator));
    chain.ifPresent(
        node -> {
          methods.add(new ProvingSectorInfo(node, locator, stores));
          methods.add(new MinerInfoOf(node));
          methods.add(new WindowPoStChallengeRand(node));
          methods.add(new WindowPoStCommitRand(node));
          methods.add(new SimulateWdPoSt(rehearsals(), node));
        });
    return methods;
  }

  private Rehearsals rehearsals() {
    return new Rehearsals(
        shared.jobs(),
        (type, miner, asked, rules) -> shared.here(finder.find(type, miner, asked, rules)),
        CHECK_BUDGET,
        shared.timeline());
  }

  /** Begins to follow the chain; waits for nobody. */
  void start() {
    source.ifPresent(SectorSource::greet);
    chain.ifPresent(ChainNode::start);
    poster.ifPresent(PosterService::start);
    winning.ifPresent(WinningPart::start);
  }

  /** Makes the first message of a deadline as fast as the next ones; waits for nobody. */
  void rehearse() {
    poster.ifPresent(
        sends ->
            shared
                .blocking()
                .executeBlocking(MessageRehearsal::run, false)
                .onFailure(e -> log.warn("no message could be rehearsed", e)));
  }

  void reload(ManagerConfig changed) {
    miners.set(changed.miners());
    sectors.replace(ManagerSectors.stores(changed));
    winning.ifPresent(part -> part.reload(changed));
  }

  Future<Void> stop() {
    poster.ifPresent(PosterService::stop);
    return winning
        .map(WinningPart::stop)
        .orElseGet(Future::succeededFuture)
        .eventually(() -> chain.map(ChainNode::close).orElseGet(Future::succeededFuture))
        .eventually(() -> source.map(SectorSource::close).orElseGet(Future::succeededFuture))
        .eventually(() -> shared.blocking().executeBlocking(this::closeSectors, false));
  }

  private boolean closeSectors() {
    sectors.close();
    return true;
  }
}
