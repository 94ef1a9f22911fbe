package io.damocles.chain.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.damocles.chain.Address;
import io.damocles.chain.SectorOnChainInfo;
import io.damocles.chain.TipSetKey;
import io.damocles.config.NodeAddress;
import io.damocles.daemon.VertxTimeline;
import io.damocles.rpc.SocketRules;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

class LargeAnswerTest {
  private static final Logger log = LoggerFactory.getLogger(LargeAnswerTest.class);
  private static final int SECTORS = 100_000;

  private final Vertx vertx = Vertx.vertx();

  @AfterEach
  void tearDown() throws Exception {
    vertx.close().await(5, TimeUnit.SECONDS);
  }

  /** The figure is for the log; a loaded machine must not fail the build. */
  @Test
  void readsAllSectorsOfALargeMiner() throws Exception {
    String answer = sectors();
    TestNode node = new TestNode(vertx).answer("StateMinerSectors", answer);
    for (NodeAddress address : List.of(node.webSocket(), node.http())) {
      ChainNode chain =
          ChainNode.of(
              vertx,
              new VertxTimeline(vertx),
              List.of(address),
              NodeLimits.standard(),
              SyncRules.standard(),
              SocketRules.standard());

      for (int round = 0; round < 3; round++) {
        long start = System.nanoTime();
        List<SectorOnChainInfo> sectors =
            chain
                .sectors(Address.ofId(1001), Optional.empty(), TipSetKey.HEAD)
                .await(60, TimeUnit.SECONDS);
        log.info(
            "address={} bytes={} sectors={} ms={}",
            address,
            answer.length(),
            sectors.size(),
            Duration.ofNanos(System.nanoTime() - start).toMillis());

        assertThat(sectors).hasSize(SECTORS);
        assertThat(sectors.get(SECTORS - 1).sectorNumber()).isEqualTo(SECTORS - 1);
      }
    }
  }

  private static String sectors() {
    JsonObject one =
        new JsonObject("{" + TestNode.recorded("030-StateSectorGetInfo-existing") + "}")
            .getJsonObject("result");
    StringBuilder all = new StringBuilder("\"result\":[");
    for (int number = 0; number < SECTORS; number++) {
      all.append(number == 0 ? "" : ",").append(one.put("SectorNumber", number).encode());
    }
    return all.append("]").toString();
  }
}
