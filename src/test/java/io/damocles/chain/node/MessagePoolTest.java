package io.damocles.chain.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.damocles.chain.Address;
import io.damocles.chain.ChainJson;
import io.damocles.chain.Cid;
import io.damocles.chain.Message;
import io.damocles.chain.SignedMessage;
import io.damocles.chain.node.MessageState.Stage;
import io.damocles.daemon.VertxTimeline;
import io.damocles.rpc.SocketRules;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MessagePoolTest {
  private static final String RECORDED_SIGNED = "131-WalletSignMessage";
  private static final PushSpec SPEC = new PushSpec(1.2, 0, BigInteger.ZERO);
  private static final NodeLimits LIMITS =
      new NodeLimits(Duration.ofMillis(300), Duration.ofSeconds(2));
  private static final SyncRules RULES =
      new SyncRules(Duration.ofSeconds(5), Duration.ofMillis(300), 2, Duration.ofDays(36_500));

  private final Vertx vertx = Vertx.vertx();
  private final TestNode node = new TestNode(vertx);
  private final List<SignedMessage> pool = new CopyOnWriteArrayList<>();
  private final List<PreparedMessage> stored = new CopyOnWriteArrayList<>();
  private final SignedMessage template = signedTemplate();
  private final ChainNode chain =
      ChainNode.of(
          vertx,
          new VertxTimeline(vertx),
          List.of(node.webSocket()),
          LIMITS,
          RULES,
          SocketRules.standard());
  private final NodeMessagePool messages = new NodeMessagePool(chain);

  /** A little node of the test's own: what is pushed stays in the pool, nonces count up. */
  @BeforeEach
  void simulate() {
    node.answer("GasEstimateMessageGas", params -> result(filled(params.getJsonObject(0))));
    node.answer("MpoolGetNonce", params -> "\"result\":" + nextNonce());
    node.answer("WalletSignMessage", params -> result(signed(params.getJsonObject(1))));
    node.answer("MpoolPush", params -> push(params.getJsonObject(0)));
    node.answer("MpoolPending", params -> result(pool));
    node.answer("StateSearchMsg", "\"result\":null");
    node.answer(
        "StateGetActor",
        TestNode.recorded("061-StateGetActor-account-id")
            .replaceFirst("\"Nonce\":\\d+", "\"Nonce\":4"));
  }

  @AfterEach
  void tearDown() throws Exception {
    vertx.close().await(5, TimeUnit.SECONDS);
  }

  @Test
  void idsOfMessagesAreTheChains() {
    for (String name :
        List.of(
            "131-WalletSignMessage",
            "103-MpoolPushMessage-transfer",
            "456-MpoolPushMessage-from-secp")) {
      JsonObject json = new JsonObject("{" + TestNode.recorded(name) + "}").getJsonObject("result");
      SignedMessage signed = read(json.encode(), SignedMessage.class);

      assertThat(signed.cid().toString()).isEqualTo(json.getJsonObject("CID").getString("/"));
      assertThat(signed.message().cid().toString())
          .isEqualTo(json.getJsonObject("Message").getJsonObject("CID").getString("/"));
    }
  }

  @Test
  void storesTheSignedMessageBeforeItIsPushed() throws Exception {
    PreparedMessage sent =
        wait(
            messages.send(
                message(),
                SPEC,
                "",
                prepared -> {
                  assertThat(node.count("MpoolPush")).isZero();
                  stored.add(prepared);
                  return Future.succeededFuture();
                }));

    assertThat(stored).containsExactly(sent);
    assertThat(pool).extracting(SignedMessage::cid).containsExactly(sent.cid().orElseThrow());
    assertThat(wait(messages.state(sent)).stage()).isEqualTo(Stage.PENDING);
  }

  @Test
  void nothingIsSentThatCouldNotBeStored() {
    assertThatThrownBy(
            () ->
                wait(
                    messages.send(
                        message(), SPEC, "", prepared -> Future.failedFuture("disk full"))))
        .hasMessage("disk full");

    assertThat(node.count("MpoolPush")).isZero();
  }

  @Test
  void aStoredMessageSurvivesAsJson() throws Exception {
    PreparedMessage sent = send();

    String json = ChainJson.mapper().writeValueAsString(sent);
    PreparedMessage resumed = read(json, PreparedMessage.class);

    assertThat(resumed.cid()).isEqualTo(sent.cid());
    wait(messages.push(resumed));
    assertThat(pool).hasSize(1);
  }

  @Test
  void aLostAnswerNeitherDoublesNorLosesAMessage() throws Exception {
    node.answer(
        "MpoolPush",
        params -> {
          push(params.getJsonObject(0));
          return TestNode.HANG;
        });
    assertThatThrownBy(this::send)
        .isInstanceOfSatisfying(NodeException.class, e -> assertThat(e.isInDoubt()).isTrue());
    node.answer("MpoolPush", params -> push(params.getJsonObject(0)));

    wait(messages.push(stored.get(0)));
    PreparedMessage second = send();

    assertThat(pool)
        .extracting(SignedMessage::cid)
        .containsExactly(stored.get(0).cid().orElseThrow(), second.cid().orElseThrow());
  }

  @Test
  void aMessageInDoubtKeepsItsNonceEvenIfNobodyPushesItAgain() throws Exception {
    node.answer("MpoolPush", TestNode.DROP);
    assertThatThrownBy(this::send).isInstanceOf(NodeException.class);
    node.answer("MpoolPush", params -> push(params.getJsonObject(0)));

    PreparedMessage second = send();

    assertThat(pool).hasSize(2);
    assertThat(pool.get(0).cid()).isEqualTo(stored.get(0).cid().orElseThrow());
    assertThat(pool.get(1).cid()).isEqualTo(second.cid().orElseThrow());
  }

  @Test
  void aMessageInDoubtWhoseNonceIsUsedKeepsNobodyWaiting() throws Exception {
    node.answer("MpoolPush", TestNode.DROP);
    assertThatThrownBy(this::send).isInstanceOf(NodeException.class);
    Cid first = stored.get(0).cid().orElseThrow();
    node.answer("StateSearchMsg", TestNode.HANG);
    node.answer("MpoolGetNonce", "\"result\":5");
    node.answer(
        "MpoolPush",
        params ->
            read(params.getJsonObject(0).encode(), SignedMessage.class).cid().equals(first)
                ? "\"error\":{\"code\":1,\"message\":\"message nonce too low\"}"
                : push(params.getJsonObject(0)));

    PreparedMessage second = send();

    assertThat(pool).extracting(SignedMessage::cid).containsExactly(second.cid().orElseThrow());
  }

  @Test
  void messagesOfOneSenderThatComeTogetherGetNoncesOfTheirOwn() throws Exception {
    List<Future<PreparedMessage>> sends = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      sends.add(messages.send(message(), SPEC, "" + i, this::store));
    }

    wait(Future.all(sends));

    assertThat(pool)
        .extracting(signed -> signed.message().nonce())
        .containsExactly(4L, 5L, 6L, 7L, 8L, 9L, 10L, 11L);
  }

  @Test
  void aNonceThatSomebodyElseTookIsLeftToHim() throws Exception {
    List<String> answers =
        new CopyOnWriteArrayList<>(
            List.of(
                "\"error\":{\"code\":1,\"message\":\"increase GasPremium to 110001 from 101000 to"
                    + " trigger replace by fee: replace by fee has too low GasPremium\"}"));
    node.answer(
        "MpoolPush",
        params -> answers.isEmpty() ? push(params.getJsonObject(0)) : answers.remove(0));

    PreparedMessage sent = send();

    assertThat(stored).hasSize(2);
    assertThat(stored.get(1)).isEqualTo(sent);
    assertThat(pool).hasSize(1);
  }

  @Test
  void aRefusalIsToldAndNothingStaysInDoubt() {
    node.answer(
        "MpoolPush",
        "\"error\":{\"code\":1,\"message\":\"mpool push: not enough funds to execute\"}");

    assertThatThrownBy(this::send)
        .isInstanceOfSatisfying(NodeException.class, e -> assertThat(e.isInDoubt()).isFalse())
        .hasMessageContaining("not enough funds");
  }

  @Test
  void followsAMessageOntoTheChainAndThroughAReorganisation() throws Exception {
    PreparedMessage sent = send();
    MessageState pending = wait(messages.state(sent));
    lookup(sent.cid().orElseThrow());

    MessageState executed = wait(messages.state(sent)).after(pending);

    assertThat(executed.stage()).isEqualTo(Stage.ON_CHAIN);
    assertThat(executed.height()).isEqualTo(43);
    assertThat(executed.exitCode()).isZero();
    node.answer("StateSearchMsg", "\"result\":null");
    assertThat(wait(messages.state(sent)).after(executed).stage()).isEqualTo(Stage.REVERTED);
    pool.clear();
    assertThat(wait(messages.state(sent)).stage()).isEqualTo(Stage.DROPPED);
  }

  @Test
  void namesTheMessageThatReplacedOne() throws Exception {
    PreparedMessage sent = send();
    Cid other = Cid.ofCbor(new byte[] {1});
    lookup(other);

    MessageState state = wait(messages.state(sent));

    assertThat(state.stage()).isEqualTo(Stage.REPLACED);
    assertThat(state.cid()).isEqualTo(other);
  }

  @Test
  void aMessageWhoseNonceWasUsedByAnotherIsLost() throws Exception {
    PreparedMessage sent = send();
    node.answer(
        "StateGetActor",
        TestNode.recorded("061-StateGetActor-account-id")
            .replaceFirst("\"Nonce\":\\d+", "\"Nonce\":5"));
    node.answer("StateSearchMsg", TestNode.recorded("109-StateSearchMsg-unknowncid"));
    node.answer(
        "MpoolPush",
        "\"error\":{\"code\":1,\"message\":\"minimum expected nonce is 5, got 4: message nonce too"
            + " low\"}");

    assertThat(wait(messages.state(sent)).stage()).isEqualTo(Stage.LOST);
    assertThatThrownBy(() -> wait(messages.push(sent)))
        .hasMessageContaining("another message used its nonce 4");
  }

  private PreparedMessage send() throws Exception {
    return wait(messages.send(message(), SPEC, "", this::store));
  }

  private Future<Void> store(PreparedMessage prepared) {
    stored.add(prepared);
    return Future.succeededFuture();
  }

  private void lookup(Cid cid) {
    node.answer(
        "StateSearchMsg",
        TestNode.recorded("107-StateWaitMsg-transfer-confidence2")
            .replaceFirst("(\"Message\":\\{\"/\":\")[a-z0-9]+", "$1" + cid));
  }

  private Message message() {
    Message old = template.message();
    return new Message(
        0,
        Address.parse("f01001"),
        old.from(),
        0,
        BigInteger.ZERO,
        0,
        BigInteger.ZERO,
        BigInteger.ZERO,
        5,
        new byte[] {1, 2});
  }

  private long nextNonce() {
    return pool.stream().mapToLong(signed -> signed.message().nonce() + 1).max().orElse(4);
  }

  private Message filled(JsonObject message) {
    return read(
        message
            .put("GasLimit", 1_000_000)
            .put("GasFeeCap", "500")
            .put("GasPremium", "100")
            .encode(),
        Message.class);
  }

  private SignedMessage signed(JsonObject message) {
    return new SignedMessage(read(message.encode(), Message.class), template.signature());
  }

  private synchronized String push(JsonObject json) {
    SignedMessage signed = read(json.encode(), SignedMessage.class);
    if (pool.stream().anyMatch(pending -> pending.cid().equals(signed.cid()))) {
      return TestNode.recorded("133-MpoolPush-signed-again");
    }
    pool.add(signed);
    return result(signed.cid());
  }

  private static SignedMessage signedTemplate() {
    return read(
        new JsonObject("{" + TestNode.recorded(RECORDED_SIGNED) + "}")
            .getJsonObject("result")
            .encode(),
        SignedMessage.class);
  }

  private static String result(Object value) {
    try {
      return "\"result\":" + ChainJson.mapper().writeValueAsString(value);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static <T> T read(String json, Class<T> type) {
    try {
      return ChainJson.mapper().readValue(json, type);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static <T> T wait(Future<T> future) throws Exception {
    return future.await(10, TimeUnit.SECONDS);
  }
}
