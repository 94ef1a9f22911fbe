package io.damocles.poster.winning;

import io.damocles.chain.NetworkParams;
import io.damocles.chain.node.ChainNode;
import io.damocles.chain.node.NodeLimits;
import io.damocles.chain.node.SyncRules;
import io.damocles.config.NodeAddress;
import io.damocles.daemon.VertxTimeline;
import io.damocles.rpc.SocketRules;
import io.damocles.sector.SectorFinder;
import io.damocles.sector.SectorFinding;
import io.damocles.sector.SectorStores;
import io.damocles.testing.ManualTimeline;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;

/** Winning proofs of a prover that the test decides, on a clock that it drives. */
final class WinningFixture implements AutoCloseable {
  static final long BLOCK_MILLIS = 30_000;
  static final String MINER = "f01000";
  static final String OTHER = "f01001";

  /** No store has this one. */
  static final long LOST_SECTOR = 404;

  final ManualTimeline time = new ManualTimeline(0);
  final SimpleMeterRegistry registry = new SimpleMeterRegistry();

  /** Whether each look at the stores was anew. */
  final List<Boolean> looks = new CopyOnWriteArrayList<>();

  final WinningService service;
  private final ChainNode chain;

  WinningFixture(Vertx vertx, WinningProver prover, FakeGateway... gateways) {
    List<NodeAddress> addresses = Arrays.stream(gateways).map(FakeGateway::address).toList();
    chain =
        ChainNode.of(
            vertx,
            new VertxTimeline(vertx),
            addresses,
            NodeLimits.standard(),
            SyncRules.standard(),
            SocketRules.standard());
    SectorFinder finder =
        (type, miner, sectors, rules) -> {
          looks.add(rules.anew());
          return Future.succeededFuture(List.of(found(sectors.get(0).number())));
        };
    WinningParts parts =
        new WinningParts(
            vertx,
            time,
            chain,
            addresses,
            finder,
            name -> Optional.of(Path.of("/stores", name)),
            prover,
            registry,
            false);
    service =
        new WinningService(
            parts, () -> Future.succeededFuture(new NetworkParams("test", BLOCK_MILLIS / 1000, 0)));
    service.start(List.of(1000L, 1001L));
    for (FakeGateway gateway : gateways) {
      gateway.awaitListener(MINER);
      gateway.awaitListener(OTHER);
    }
  }

  double count(String name, String... tags) {
    return registry.find(name).tags(tags).counters().stream().mapToDouble(one -> one.count()).sum();
  }

  void awaitListening(int subscriptions) {
    Awaitility.await()
        .until(() -> registry.get("winning_gateways_listening").gauge().value() == subscriptions);
  }

  private static SectorFinding found(long number) {
    return number == LOST_SECTOR
        ? new SectorFinding(number, Optional.empty(), Optional.of("in no store"), false)
        : new SectorFinding(
            number, Optional.of(new SectorStores("s1", "s2")), Optional.empty(), true);
  }

  @Override
  public void close() {
    service.close().toCompletionStage().toCompletableFuture().join();
    chain.close().toCompletionStage().toCompletableFuture().join();
  }
}
