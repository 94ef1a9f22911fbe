package io.damocles.chain.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.damocles.chain.Address;
import io.damocles.chain.Message;
import io.damocles.chain.node.MessageState.Stage;
import io.damocles.rpc.SocketRules;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import java.math.BigInteger;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MessagerMessagePoolTest {
  private static final String CID =
      "{\"/\":\"bafy2bzacecynmibmqhhvno36utklm5yl2hzup5gj3lerqfoy27spw35r2ht3k\"}";
  private static final String DUPLICATE =
      "\"error\":{\"code\":1,\"message\":\"Error 1062: Duplicate entry for key 'PRIMARY'\"}";

  private final Vertx vertx = Vertx.vertx();
  private final TestNode messager = new TestNode(vertx);
  private final Set<String> known = new ConcurrentSkipListSet<>();
  private final MessagerMessagePool messages =
      new MessagerMessagePool(
          vertx, messager.messager(), SocketRules.standard(), Duration.ofMillis(1_500));

  @BeforeEach
  void simulate() {
    messager.answer("Message.PushMessageWithId", this::push);
    messager.answer(
        "Message.HasMessageByUid", params -> "\"result\":" + known.contains(params.getString(0)));
  }

  @AfterEach
  void tearDown() throws Exception {
    vertx.close().await(5, TimeUnit.SECONDS);
  }

  @Test
  void sendsAsDamoclesDoes() throws Exception {
    PreparedMessage sent = send("");

    assertThat(sent.uid()).isEqualTo(message().cid().toString());
    assertThat(messager.calls())
        .containsExactly(
            "Message.PushMessageWithId [\""
                + sent.uid()
                + "\",{\"Version\":0,\"To\":\"f01001\",\"From\":\"f0100\",\"Nonce\":0,\"Value\":\"0\","
                + "\"GasLimit\":0,\"GasFeeCap\":\"5000000000\",\"GasPremium\":\"0\",\"Method\":5,"
                + "\"Params\":\"AQI=\",\"CID\":{\"/\":\""
                + sent.uid()
                + "\"}},{\"expireEpoch\":0,\"gasOverEstimation\":1.2,\"maxFee\":\"0\","
                + "\"gasOverPremium\":0.0}]");
    assertThat(send("3-120").uid()).isEqualTo(sent.uid() + "-3-120");
  }

  @Test
  void aLostAnswerIsFoundAgainByItsUid() throws Exception {
    messager.answer(
        "Message.PushMessageWithId",
        params -> {
          push(params);
          return TestNode.HANG;
        });

    PreparedMessage sent = send("");

    assertThat(known).containsExactly(sent.uid());
  }

  @Test
  void aRepeatedPushIsNoFailure() throws Exception {
    PreparedMessage sent = send("");

    wait(messages.push(sent));

    assertThat(known).hasSize(1);
  }

  @Test
  void aRefusedPushIsAFailure() {
    messager.answer(
        "Message.PushMessageWithId", "\"error\":{\"code\":1,\"message\":\"no such wallet\"}");

    assertThatThrownBy(() -> send(""))
        .hasMessageContaining("Message.PushMessageWithId: no such wallet");
  }

  @Test
  void readsTheStatesOfAMessage() throws Exception {
    PreparedMessage sent = send("");

    assertThat(state(sent, 1, "null", "").stage()).isEqualTo(Stage.PENDING);
    assertThat(state(sent, 2, CID, "").stage()).isEqualTo(Stage.PENDING);
    MessageState executed = state(sent, 3, CID, "");
    assertThat(executed.stage()).isEqualTo(Stage.ON_CHAIN);
    assertThat(executed.height()).isEqualTo(77);
    assertThat(executed.exitCode()).isEqualTo(16);
    assertThat(state(sent, 4, "null", "gas estimate failed"))
        .satisfies(failed -> assertThat(failed.stage()).isEqualTo(Stage.FAILED))
        .extracting(MessageState::text)
        .isEqualTo("messager's state 4: gas estimate failed");
    assertThat(state(sent, 5, CID, "").stage()).isEqualTo(Stage.REPLACED);
  }

  @Test
  void aMessageThatNeverArrivedIsToBePushedAgain() throws Exception {
    messager.answer(
        "Message.GetMessageByUid", "\"error\":{\"code\":1,\"message\":\"record not found\"}");

    PreparedMessage prepared = new PreparedMessage("u1", message(), spec(), null);

    assertThat(wait(messages.state(prepared)).stage()).isEqualTo(Stage.DROPPED);
  }

  private MessageState state(PreparedMessage sent, int state, String cid, String error)
      throws Exception {
    messager.answer(
        "Message.GetMessageByUid",
        ("\"result\":{\"ID\":\"%s\",\"UnsignedCid\":null,\"SignedCid\":%s,\"Height\":77,"
                + "\"Confidence\":3,\"Receipt\":{\"ExitCode\":16,\"Return\":\"\",\"GasUsed\":5},"
                + "\"TipSetKey\":[],\"State\":%d,\"ErrorMsg\":\"%s\"}")
            .formatted(sent.uid(), cid, state, error));
    return wait(messages.state(sent));
  }

  private String push(JsonArray params) {
    return known.add(params.getString(0))
        ? "\"result\":\"" + params.getString(0) + "\""
        : DUPLICATE;
  }

  private PreparedMessage send(String discriminator) throws Exception {
    return wait(
        messages.send(message(), spec(), discriminator, stored -> Future.succeededFuture()));
  }

  private static PushSpec spec() {
    return new PushSpec(1.2, 0, BigInteger.ZERO);
  }

  private static Message message() {
    return new Message(
        0,
        Address.parse("f01001"),
        Address.parse("f0100"),
        0,
        BigInteger.ZERO,
        0,
        BigInteger.valueOf(5_000_000_000L),
        BigInteger.ZERO,
        5,
        new byte[] {1, 2});
  }

  private static <T> T wait(Future<T> future) throws Exception {
    return future.await(10, TimeUnit.SECONDS);
  }
}
