package io.damocles.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.damocles.testing.LotusRecordings;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.http.WebSocketFrame;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** lotus-node.md §4, with the recorded frames. */
class LotusWebSocketTest {
  private static final String NAME_CALL = "{\"id\":9,\"method\":\"Filecoin.StateNetworkName\"}";

  private final BlockingQueue<String> frames = new LinkedBlockingQueue<>();
  private LotusStub stub;
  private WebSocketClient client;
  private WebSocket socket;

  @BeforeEach
  void open() {
    stub = new LotusStub();
    client = stub.vertx.createWebSocketClient();
    socket = LotusStub.wait(client.connect(options()));
    socket.textMessageHandler(frames::add);
  }

  @AfterEach
  void close() {
    stub.close();
  }

  /** Values of channels differ from the recorded ones, so only their frame is compared. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "090-websocket-notoken-read",
        "091-websocket-notoken-write",
        "092-websocket-badjson-then-good",
        "093-websocket-batch-then-good",
        "094-websocket-noid-and-nullid",
        "095-websocket-cancel-unknown-id",
        "096-websocket-two-ChainNotify",
        "097-websocket-same-id-twice",
        "098-websocket-no-params-member"
      })
  void answersTheRecordedFrames(String name) throws InterruptedException {
    List<String> expected = new ArrayList<>();
    List<String> answers = new ArrayList<>();
    for (JsonNode frame : LotusRecordings.frames(name)) {
      if (frame.get("dir").textValue().equals("send")
          && !frame.path("type").asText().equals("close")) {
        socket.writeTextMessage(
            frame.has("frame") ? frame.get("frame").toString() : frame.get("text").textValue());
      } else if (frame.path("type").asText().equals("text")) {
        expected.add(begin(frame.get("frame").toString()));
        answers.add(begin(String.valueOf(frames.poll(5, TimeUnit.SECONDS)).strip()));
      }
    }

    assertThat(answers).isEqualTo(expected);
    assertThat(frames).isEmpty();
  }

  @Test
  void sendsValuesAndEndsAChannelThatIsCancelled() throws InterruptedException {
    socket.writeTextMessage("{\"id\":4,\"method\":\"Filecoin.ChainNotify\",\"params\":[]}");
    assertThat(frames.poll(5, TimeUnit.SECONDS)).contains("\"result\":1");
    assertThat(frames.poll(5, TimeUnit.SECONDS)).contains("[1,[\"current\"]]");
    stub.channels.get(0).send(Buffer.buffer("[\"apply\"]"));
    assertThat(frames.poll(5, TimeUnit.SECONDS)).contains("[1,[\"apply\"]]");

    socket.writeTextMessage("{\"jsonrpc\":\"2.0\",\"method\":\"xrpc.cancel\",\"params\":[4]}");

    assertThat(frames.poll(5, TimeUnit.SECONDS))
        .isEqualTo("{\"jsonrpc\":\"2.0\",\"method\":\"xrpc.ch.close\",\"params\":[1]}");
    stub.channels.get(0).send(Buffer.buffer("[\"late\"]"));
    socket.writeTextMessage(NAME_CALL);
    assertThat(frames.poll(5, TimeUnit.SECONDS)).contains("\"id\":9");
  }

  @Test
  void takesCancellationsAndCallsWhileManyCallsWait() throws InterruptedException {
    socket.writeTextMessage("{\"id\":4,\"method\":\"Filecoin.ChainNotify\",\"params\":[]}");
    assertThat(frames.poll(5, TimeUnit.SECONDS)).contains("\"result\":1");
    assertThat(frames.poll(5, TimeUnit.SECONDS)).contains("[1,[\"current\"]]");
    for (int id = 100; id < 200; id++) {
      socket.writeTextMessage(
          "{\"id\":%d,\"method\":\"Filecoin.StateWaitMsg\",\"params\":[]}".formatted(id));
    }

    socket.writeTextMessage("{\"jsonrpc\":\"2.0\",\"method\":\"xrpc.cancel\",\"params\":[4]}");
    assertThat(frames.poll(5, TimeUnit.SECONDS)).contains("xrpc.ch.close");
    socket.writeTextMessage(NAME_CALL);
    assertThat(frames.poll(5, TimeUnit.SECONDS)).contains("\"id\":9");
  }

  @Test
  void closesChannelsOfAPeerThatLeft() throws InterruptedException {
    socket.writeTextMessage("{\"id\":4,\"method\":\"Filecoin.ChainNotify\",\"params\":[]}");
    assertThat(frames.poll(5, TimeUnit.SECONDS)).contains("\"result\":1");

    socket.close();

    await().untilAsserted(() -> assertThat(stub.channels.get(0).isClosed()).isTrue());
  }

  @Test
  void dropsAPeerThatDoesNotReadItsValues() {
    socket.pause();
    socket.writeTextMessage("{\"id\":4,\"method\":\"Filecoin.ChainNotify\",\"params\":[]}");
    await().until(() -> !stub.channels.isEmpty());
    Buffer large = Buffer.buffer("\"" + "x".repeat(20_000) + "\"");

    for (int i = 0; i < 3_000; i++) {
      stub.channels.get(0).send(large);
    }

    await().untilAsserted(() -> assertThat(stub.channels.get(0).isClosed()).isTrue());
  }

  @Test
  void refusesTheHandshakeOfABadToken() {
    WebSocketConnectOptions options = options().putHeader("authorization", "Bearer bad");

    assertThatThrownBy(() -> LotusStub.wait(client.connect(options))).hasMessageContaining("401");
  }

  @Test
  void pingsEveryFiveSeconds() throws InterruptedException {
    BlockingQueue<WebSocketFrame> pings = new LinkedBlockingQueue<>();
    socket.frameHandler(
        frame -> {
          if (frame.isPing()) {
            pings.add(frame);
          }
        });

    assertThat(pings.poll(8, TimeUnit.SECONDS)).isNotNull();
  }

  private WebSocketConnectOptions options() {
    return new WebSocketConnectOptions()
        .setHost("127.0.0.1")
        .setPort(stub.port())
        .setURI("/rpc/v1");
  }

  private static String begin(String frame) {
    int value = frame.indexOf(",[");
    return value < 0 ? frame : frame.substring(0, value);
  }
}
