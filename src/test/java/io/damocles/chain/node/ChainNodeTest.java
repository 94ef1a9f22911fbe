package io.damocles.chain.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.damocles.chain.Address;
import io.damocles.chain.BitField;
import io.damocles.chain.Cid;
import io.damocles.chain.HeadChange;
import io.damocles.chain.MinerPower;
import io.damocles.chain.TipSet;
import io.damocles.chain.TipSetKey;
import io.damocles.config.NodeAddress;
import io.damocles.daemon.VertxTimeline;
import io.damocles.rpc.SocketRules;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.AbstractStringAssert;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ChainNodeTest {
  private static final Address MINER = Address.parse("f01001");
  private static final TipSetKey HEAD_KEY =
      new TipSetKey(
          List.of(Cid.parse("bafy2bzaceaap4iufprt2vrhbizie4bow5s2efdrs2chhhzfsih3oxdlst32ws")));
  private static final SyncRules NEVER_OLD =
      new SyncRules(Duration.ofMillis(100), Duration.ofMillis(500), 2, Duration.ofDays(36_500));

  private final Vertx vertx = Vertx.vertx();
  private final List<ChainNode> opened = new ArrayList<>();

  @AfterEach
  void tearDown() throws Exception {
    vertx.close().await(5, TimeUnit.SECONDS);
  }

  @Test
  void readsWhatARealNodeAnswered() throws Exception {
    TestNode node = new TestNode(vertx);
    for (NodeAddress address : List.of(node.webSocket(), node.http())) {
      ChainNode chain = chain(address);

      assertThat(wait(chain.networkName())).isEqualTo("testing");
      assertThat(wait(chain.networkVersion(TipSetKey.HEAD))).isEqualTo(29);
      assertThat(wait(chain.networkParams()).blockDelaySecs()).isEqualTo(30);
      assertThat(wait(chain.head()).key()).isEqualTo(HEAD_KEY);
      assertThat(wait(chain.tipSet(HEAD_KEY)).height()).isEqualTo(30);
      assertThat(wait(chain.minerPower(MINER, HEAD_KEY)))
          .isEqualTo(new MinerPower(claim(16_384, 163_832), claim(32_768, 327_664), true));
      assertThat(wait(chain.minerInfo(MINER, HEAD_KEY)).peerId()).startsWith("12D3Koo");
      assertThat(wait(chain.minerInfo(MINER, TipSetKey.HEAD)).windowPoStPartitionSectors())
          .isEqualTo(2);
      assertThat(wait(chain.provingDeadline(MINER, HEAD_KEY)).periodStart()).isEqualTo(-2726);
      assertThat(wait(chain.deadlines(MINER, HEAD_KEY))).hasSize(48);
      assertThat(wait(chain.partitions(MINER, 0, HEAD_KEY)).get(0).allSectors())
          .isEqualTo(BitField.of(1, 2));
      assertThat(wait(chain.partitions(MINER, 4, HEAD_KEY))).isEmpty();
      assertThat(wait(chain.sectors(MINER, Optional.empty(), HEAD_KEY)))
          .hasSizeGreaterThan(2)
          .first()
          .satisfies(sector -> assertThat(sector.sealProof()).isEqualTo(5));
      assertThat(wait(chain.sector(MINER, 1, HEAD_KEY))).isPresent();
      assertThat(wait(chain.sector(MINER, 999, HEAD_KEY))).isEmpty();
      assertThat(wait(chain.sectorExpiration(MINER, 1, HEAD_KEY)).onTime()).isEqualTo(3_675_093);
      assertThat(wait(chain.ticketRandomness(9, 20, null, HEAD_KEY))).hasSize(32);
      assertThat(
              wait(
                  chain.beaconRandomness(
                      4, 20, new byte[] {0x43, 0, (byte) 0xe9, 7}, TipSetKey.HEAD)))
          .hasSize(32);
      assertThat(wait(chain.actor(Address.parse("f0103"), TipSetKey.HEAD)).balance().toString())
          .isEqualTo("9999967999987534390691616");
      assertThat(
              wait(
                  chain.lookupId(
                      Address.parse("t1d2xrzcslx7xlbbylc5c3d5lvandqw4iwl6epxba"), TipSetKey.HEAD)))
          .isEmpty();
      assertThat(wait(chain.accountKey(Address.parse("f0103"), TipSetKey.HEAD)).protocol())
          .isEqualTo(3);
      assertThat(wait(chain.pendingMessages(TipSetKey.HEAD))).isEmpty();
    }
  }

  @Test
  void anErrorNamesTheNodeAndTheMethodButNeverTheToken() throws Exception {
    TestNode node = new TestNode(vertx);
    ChainNode chain = chain(node.webSocket());

    assertThatThrownBy(() -> wait(chain.partitions(MINER, 48, HEAD_KEY)))
        .isInstanceOfSatisfying(
            NodeException.class, e -> assertThat(e.kind()).isEqualTo(NodeException.Kind.ANSWERED))
        .hasMessage(
            node.webSocket()
                + ": Filecoin.StateMinerPartitions: failed to load the deadline: invalid deadline"
                + " 48 (code 1)");
  }

  @Test
  void aMethodThatTheTokenDoesNotAllowIsNamed() {
    TestNode node =
        new TestNode(vertx)
            .answer(
                "MpoolGetNonce",
                "\"error\":{\"code\":1,\"message\":\"missing permission to invoke 'MpoolGetNonce'"
                    + " (need 'write')\"}");

    assertFails(chain(node.webSocket()).nextNonce(MINER), NodeException.Kind.NOT_ALLOWED)
        .contains("Filecoin.MpoolGetNonce: the token does not allow it: missing permission");
  }

  @Test
  void whateverANodeDoesWrongIsAClearErrorWithinTheLimit() {
    TestNode node = new TestNode(vertx);
    for (NodeAddress address : List.of(node.webSocket(), node.http())) {
      ChainNode chain = chain(address);

      node.answer("StateNetworkName", TestNode.HANG);
      assertFails(chain.networkName(), NodeException.Kind.LATE)
          .contains(address + ": Filecoin.StateNetworkName: no answer to")
          .contains("within 500 ms");
      node.answer("StateNetworkName", TestNode.DROP);
      assertFails(chain.networkName(), NodeException.Kind.UNREACHABLE).contains(address.toString());
      node.answer("StateNetworkName", "\"result\":[1]");
      assertFails(chain.networkName(), NodeException.Kind.GARBLED)
          .contains("the result does not fit");
      node.answer("StateNetworkName", "\"result\":5");
      assertFails(chain.networkName(), NodeException.Kind.GARBLED);
      node.answer("ChainHead", "\"result\":null");
      assertFails(chain.head(), NodeException.Kind.GARBLED).contains("expected TipSet, got null");
      node.answer("ChainHead", "\"result\":{\"Cids\":[],\"Blocks\":[],\"Height\":\"30\"}");
      assertFails(chain.head(), NodeException.Kind.GARBLED);
      node.answer("ChainHead", "\"result\":{\"Cids\":[],\"Blocks\":[],\"Height\":30}");
      assertFails(chain.head(), NodeException.Kind.GARBLED).contains("0 blocks and 0 CIDs");
      node.answer("ChainHead", "\"result\":{}");
      assertFails(chain.head(), NodeException.Kind.GARBLED);
      node.answer("StateMinerPartitions", "\"result\":[null]");
      assertFails(chain.partitions(MINER, 0, HEAD_KEY), NodeException.Kind.GARBLED);
      node.answer("StateNetworkName", "\"nothing\":5");
      assertFails(chain.networkName(), NodeException.Kind.GARBLED)
          .contains("not a JSON-RPC answer");
    }
  }

  @Test
  void aServerThatIsNoNodeIsAClearError() {
    TestNode node = new TestNode(vertx);
    ChainNode http = chain(node.http());
    ChainNode socket = chain(node.webSocket());

    node.insteadOfAll(request -> request.response().setStatusCode(401).end());
    assertFails(http.networkName(), NodeException.Kind.NOT_ALLOWED).contains("HTTP status 401");
    assertFails(socket.networkName(), NodeException.Kind.NOT_ALLOWED).contains("HTTP status 401");
    node.insteadOfAll(request -> request.response().end("<html>welcome</html>"));
    assertFails(http.networkName(), NodeException.Kind.GARBLED)
        .contains("not a JSON-RPC answer: <html>welcome");
    assertFails(socket.networkName(), NodeException.Kind.UNREACHABLE).contains("HTTP status 200");
    node.insteadOfAll(
        request ->
            request.response().setStatusCode(302).putHeader("location", "https://x/").end("moved"));
    assertFails(http.networkName(), NodeException.Kind.UNREACHABLE).contains("HTTP status 302");
    node.insteadOfAll(request -> request.response().setStatusCode(502).end("<html>bad</html>"));
    assertFails(http.networkName(), NodeException.Kind.UNREACHABLE)
        .contains("HTTP status 502 Bad Gateway");
  }

  @Test
  void aBodyWithoutEndIsBrokenOff() {
    TestNode node =
        new TestNode(vertx)
            .insteadOfAll(
                request -> {
                  request.response().setChunked(true);
                  pour(request.response());
                });

    assertFails(chain(node.http()).networkName(), NodeException.Kind.GARBLED)
        .contains("the answer is longer than 1048576 bytes");
  }

  @Test
  void headChangesGoOnAfterALostConnection() throws Exception {
    TestNode node = new TestNode(vertx);
    Heads heads = new Heads();
    chain(node.webSocket()).heads(heads);
    await().until(() -> heads.seen.size() == 1);

    node.notify("[{\"Type\":\"apply\",\"Val\":" + tipSet(31) + "}]");
    await().until(() -> heads.seen.size() == 2);
    node.dropConnections();
    await().until(() -> heads.seen.size() == 3);
    node.notify(
        "[{\"Type\":\"revert\",\"Val\":%s},{\"Type\":\"apply\",\"Val\":%s}]"
            .formatted(tipSet(31), tipSet(32)));

    await().until(() -> heads.seen.size() == 4);
    assertThat(heads.seen)
        .containsExactly(
            "current 30 " + node.webSocket(),
            "apply 31",
            "current 30 " + node.webSocket(),
            "revert 31 apply 32");
  }

  @Test
  void readsTheRecordedJumpsOfTheHead() throws Exception {
    var frames =
        new JsonArray(
            new String(
                ChainNodeTest.class
                    .getResourceAsStream("/vectors/lotus/401-ChainNotify-headjumps.frames.json")
                    .readAllBytes(),
                StandardCharsets.UTF_8));
    TestNode node = new TestNode(vertx);
    Heads heads = new Heads();
    chain(node.webSocket()).heads(heads);
    await().until(() -> heads.seen.size() == 1);

    for (Object frame : frames) {
      var message = ((JsonObject) frame).getValue("frame");
      if (message instanceof JsonObject json && "xrpc.ch.val".equals(json.getString("method"))) {
        node.notify(json.getJsonArray("params").getJsonArray(1).encode());
      }
    }

    await().until(() -> heads.seen.size() >= 4);
    assertThat(heads.seen).anyMatch(seen -> seen.startsWith("revert 12 revert 11 revert 10"));
  }

  @Test
  void overHttpTheHeadIsAskedFor() {
    TestNode node = new TestNode(vertx);
    Heads heads = new Heads();
    chain(node.http()).heads(heads);
    await().until(() -> heads.seen.size() == 1);

    node.answer("ChainHead", "\"result\":" + tipSet(31));

    await().until(() -> heads.seen.size() == 2);
    assertThat(heads.seen.get(1)).startsWith("current 31");
  }

  @Test
  void aCallGoesOnToTheNextNodeWhereOneHangsAndStaysThere() throws Exception {
    TestNode first = new TestNode(vertx).answer("StateNetworkName", TestNode.HANG);
    TestNode second = new TestNode(vertx);
    ChainNode chain = chain(first.webSocket(), second.webSocket());
    wait(chain.start());

    assertThat(wait(chain.networkName())).isEqualTo("testing");
    assertThat(wait(chain.networkName())).isEqualTo("testing");

    assertThat(first.count("StateNetworkName")).isEqualTo(1);
    assertThat(second.count("StateNetworkName")).isEqualTo(2);
  }

  @Test
  void anAnswerThatSaysNoIsNoReasonToLeaveANode() throws Exception {
    TestNode first = new TestNode(vertx);
    TestNode second = new TestNode(vertx);
    ChainNode chain = chain(first.webSocket(), second.webSocket());
    wait(chain.start());

    assertFails(chain.partitions(MINER, 48, HEAD_KEY), NodeException.Kind.ANSWERED);

    assertThat(second.count("StateMinerPartitions")).isZero();
    assertThat(wait(chain.status()).get(0).current()).isTrue();
  }

  @Test
  void leavesANodeThatLagsAndTellsTheHeadAnew() throws Exception {
    TestNode first = new TestNode(vertx);
    TestNode second = new TestNode(vertx);
    ChainNode chain = chain(first.webSocket(), second.webSocket());
    wait(chain.start());
    Heads heads = new Heads();
    chain.heads(heads);
    await().until(() -> heads.seen.size() == 1);

    second.answer("ChainHead", "\"result\":" + tipSet(33));

    await().until(() -> wait(chain.status()).get(1).current());
    assertThat(wait(chain.status()).get(0).trouble()).isEqualTo("head 30 is 3 epochs behind");
    await().until(() -> heads.seen.size() == 2);
    assertThat(heads.seen.get(1)).isEqualTo("current 33 " + second.webSocket());
  }

  @Test
  void looksAgainAfterAHeadThatMakesNoSense() throws Exception {
    TestNode first = new TestNode(vertx).answer("ChainHead", "\"result\":{\"Height\":5}");
    TestNode second =
        new TestNode(vertx)
            .answer("ChainHead", "\"result\":{\"Cids\":[],\"Blocks\":[],\"Height\":9}");
    ChainNode chain = chain(first.webSocket(), second.webSocket());
    wait(chain.start());

    second.answer("ChainHead", "\"result\":" + tipSet(33));

    await().until(() -> wait(chain.status()).get(1).current());
  }

  @Test
  void leavesANodeWhoseHeadIsOfTheFutureAndDoesNotMeasureOthersByIt() throws Exception {
    TestNode first =
        new TestNode(vertx).answer("ChainHead", "\"result\":" + tipSet(1_000_000, 9_000_000_000L));
    TestNode second = new TestNode(vertx);
    ChainNode chain = chain(first.webSocket(), second.webSocket());
    wait(chain.start());

    assertThat(wait(chain.status()).get(0).trouble())
        .startsWith("head 1000000 is ")
        .endsWith(" s in the future");
    assertThat(wait(chain.status()).get(1).current()).isTrue();
    assertThat(wait(chain.status()).get(1).trouble()).isEmpty();
  }

  @Test
  void leavesANodeThatIsDownAndDoesNotReturnWhileTheOtherIsGood() throws Exception {
    TestNode first = new TestNode(vertx);
    TestNode second = new TestNode(vertx);
    ChainNode chain = chain(first.webSocket(), second.webSocket());
    first.insteadOfAll(request -> request.response().setStatusCode(503).end());
    wait(chain.start());
    assertThat(wait(chain.status()).get(1).current()).isTrue();

    first.insteadOfAll(null);

    await().until(() -> wait(chain.status()).get(0).trouble().isEmpty());
    assertThat(wait(chain.status()).get(1).current()).isTrue();
  }

  @Test
  void whereNoNodeAnswersAllAreNamed() throws Exception {
    TestNode first = new TestNode(vertx).answer("StateNetworkName", TestNode.HANG);
    TestNode second = new TestNode(vertx).answer("StateNetworkName", TestNode.HANG);
    ChainNode chain = chain(first.webSocket(), second.http());
    wait(chain.start());

    assertFails(chain.networkName(), NodeException.Kind.LATE)
        .contains("no node does it: " + first.webSocket(), second.http().toString());
  }

  private static final class Heads implements HeadListener {
    private final List<String> seen = new CopyOnWriteArrayList<>();

    @Override
    public void current(TipSet head, String node) {
      seen.add("current " + head.height() + " " + node);
    }

    @Override
    public void changed(List<HeadChange> changes) {
      seen.add(
          String.join(" ", changes.stream().map(c -> c.type() + " " + c.val().height()).toList()));
    }
  }

  private static MinerPower.Claim claim(long raw, long adjusted) {
    return new MinerPower.Claim(BigInteger.valueOf(raw), BigInteger.valueOf(adjusted));
  }

  private static String tipSet(long height) {
    return head(height).encode();
  }

  private static String tipSet(long height, long timestamp) {
    JsonObject head = head(height);
    head.getJsonArray("Blocks").getJsonObject(0).put("Timestamp", timestamp);
    return head.encode();
  }

  private static JsonObject head(long height) {
    return new JsonObject(TestNode.recorded("006-ChainHead").replaceFirst("^\"result\":", ""))
        .put("Height", height)
        .put("Cids", new JsonArray("[{\"/\":\"" + cid(height) + "\"}]"));
  }

  private static Cid cid(long height) {
    return Cid.ofCbor(new byte[] {(byte) height});
  }

  private void pour(HttpServerResponse response) {
    response.write(" ".repeat(100_000)).onSuccess(sent -> pour(response));
  }

  private AbstractStringAssert<?> assertFails(Future<?> call, NodeException.Kind kind) {
    try {
      wait(call);
      throw new AssertionError("the call should have failed");
    } catch (NodeException failure) {
      assertThat(failure.kind()).as(failure.getMessage()).isEqualTo(kind);
      return assertThat(failure.getMessage()).doesNotContain("secret");
    } catch (Exception other) {
      throw new AssertionError(other);
    }
  }

  private ChainNode chain(NodeAddress... addresses) {
    ChainNode chain =
        ChainNode.of(
            vertx,
            new VertxTimeline(vertx),
            List.of(addresses),
            new NodeLimits(Duration.ofMillis(500), Duration.ofSeconds(5)),
            NEVER_OLD,
            new SocketRules(
                Duration.ofMillis(200),
                Duration.ofSeconds(2),
                Duration.ofMillis(500),
                Duration.ofMillis(10),
                Duration.ofMillis(50),
                1 << 20));
    opened.add(chain);
    return chain;
  }

  private static <T> T wait(Future<T> future) throws Exception {
    return future.await(10, TimeUnit.SECONDS);
  }
}
