package io.damocles.devnet;

import static org.assertj.core.api.Assertions.assertThat;

import io.damocles.chain.node.ChainNode;
import io.damocles.chain.node.NodeLimits;
import io.damocles.chain.node.SyncRules;
import io.damocles.config.NodeAddress;
import io.damocles.daemon.VertxTimeline;
import io.damocles.poster.winning.WinningParts;
import io.damocles.poster.winning.WinningProver;
import io.damocles.poster.winning.WinningService;
import io.damocles.rpc.SocketRules;
import io.damocles.sector.SectorFinding;
import io.damocles.sector.SectorStores;
import io.damocles.testing.ProofFixture;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real winning proofs over real sectors, asked for and verified by the devnet's gateway. */
class WinningServiceIT {
  private static final String[] OPTIONS = {"--epoch", "10m", "--sectors", "4", "--winning", "1h"};

  @TempDir Path home;
  private final MeterRegistry registry = new SimpleMeterRegistry();

  @Test
  void answersWithProofsThatTheGatewayVerifies() throws Exception {
    Vertx vertx = Vertx.vertx();
    try (ProofFixture proofs = ProofFixture.ready();
        DevnetProcess process = DevnetProcess.start(home, OPTIONS)) {
      proofs.proofs().generateParameters(ProofFixture.WINNING);
      DevnetClient devnet = process.client();
      WinningService service = new WinningService(parts(vertx, proofs));
      service.start(List.of(1000L));

      ask(devnet);
      ask(devnet);

      Awaitility.await()
          .atMost(Duration.ofMinutes(4))
          .until(() -> devnet.call("Devnet.Status").at("/WinningProofs/Valid").intValue() == 2);
      assertThat(devnet.call("Devnet.Status").get("WinningProofs"))
          .hasToString("{\"Asked\":2,\"Valid\":2,\"Wrong\":0,\"Failed\":0}");
      RunningDevnet.wait(service.close());
    } finally {
      RunningDevnet.wait(vertx.close());
    }
  }

  /** Until somebody listens nobody is asked. */
  private static void ask(DevnetClient devnet) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> devnet.call("Devnet.AskWinningProofs").intValue() == 1);
  }

  private WinningParts parts(Vertx vertx, ProofFixture proofs) throws Exception {
    String at = "ws://" + Files.readString(home.resolve("address")).strip();
    VertxTimeline timeline = new VertxTimeline(vertx);
    ChainNode chain =
        ChainNode.of(
            vertx,
            timeline,
            List.of(NodeAddress.parse(at, "v1")),
            NodeLimits.standard(),
            SyncRules.standard(),
            SocketRules.standard());
    RunningDevnet.wait(chain.start());
    Path stores = home.resolve("stores");
    return new WinningParts(
        vertx,
        timeline,
        chain,
        List.of(NodeAddress.parse(at, "v2")),
        (type, miner, sectors, rules) ->
            Future.succeededFuture(List.of(found(stores, sectors.get(0).number()))),
        name -> Optional.of(stores.resolve(name)),
        WinningProver.of(proofs.proofs()),
        registry,
        true);
  }

  private static SectorFinding found(Path stores, long number) {
    String store =
        Files.exists(stores.resolve("store1/sealed/s-t01000-" + number)) ? "store1" : "store2";
    return new SectorFinding(
        number, Optional.of(new SectorStores(store, store)), Optional.empty(), true);
  }
}
