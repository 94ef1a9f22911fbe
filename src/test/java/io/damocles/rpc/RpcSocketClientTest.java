package io.damocles.rpc;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.damocles.testing.SocketServer;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.http.WebSocketFrame;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RpcSocketClientTest {
  private static final Duration LIMIT = Duration.ofSeconds(5);
  private static final byte[] NO_PARAMS = "[]".getBytes(UTF_8);

  /** Quick to come again, but with limits that a busy machine keeps. */
  private static final SocketRules QUICK = rules(Duration.ofSeconds(30), Duration.ofSeconds(10));

  private static final SocketRules IMPATIENT =
      rules(Duration.ofMillis(400), Duration.ofMillis(500));

  private final Vertx vertx = Vertx.vertx();
  private final List<RpcSocketClient> clients = new ArrayList<>();

  @AfterEach
  void tearDown() throws Exception {
    vertx.close().await(5, TimeUnit.SECONDS);
  }

  @Test
  void callsThePathWithTokenAndHeadersAndAnswersTheResult() throws Exception {
    SocketServer server = new SocketServer(vertx, RpcSocketClientTest::echo);
    RpcSocketClient client = client(server.port(), QUICK);

    assertThat(call(client, "F.Echo", "[1,\"é\"]")).isEqualTo("[1,\"é\"]");

    assertThat(server.handshakes().get(0).path()).isEqualTo("/rpc/v1");
    assertThat(server.handshakes().get(0).getHeader("authorization")).isEqualTo("Bearer secret");
    assertThat(server.handshakes().get(0).getHeader("x-name")).isEqualTo("v1.FullNode");
    assertThat(server.requests().get(0).encode())
        .isEqualTo("{\"jsonrpc\":\"2.0\",\"method\":\"F.Echo\",\"params\":[1,\"é\"],\"id\":0}");
  }

  @Test
  void matchesAnswersThatComeInAnotherOrder() throws Exception {
    List<JsonObject> held = new ArrayList<>();
    SocketServer server =
        new SocketServer(
            vertx,
            (socket, request) -> {
              held.add(request);
              if (held.size() == 2) {
                echo(socket, held.get(1));
                echo(socket, held.get(0));
              }
            });
    RpcSocketClient client = client(server.port(), QUICK);

    Future<String> first = callLater(client, "F.A", "[1]");
    Future<String> second = callLater(client, "F.B", "[2]");

    assertThat(wait(first)).isEqualTo("[1]");
    assertThat(wait(second)).isEqualTo("[2]");
  }

  @Test
  void anErrorHasItsCodeAndMessage() {
    RpcSocketClient client =
        answering(request -> "{\"error\":{\"code\":1,\"message\":\"no\"},\"id\":0}");

    assertThatThrownBy(() -> call(client, "F.X", "[]"))
        .isInstanceOfSatisfying(RpcException.class, e -> assertThat(e.code()).isEqualTo(1))
        .hasMessage("no");
  }

  @Test
  void aCallThatIsNotAnsweredEndsAtItsLimitAndIsCancelled() {
    SocketServer server = new SocketServer(vertx, (socket, request) -> {});
    RpcSocketClient client = client(server.port(), QUICK);

    assertThatThrownBy(() -> wait(client.call("F.X", NO_PARAMS, Duration.ofMillis(100), TEXT)))
        .isInstanceOf(TimeoutException.class)
        .hasMessage("no answer to F.X within 100 ms");
    await()
        .untilAsserted(
            () ->
                assertThat(server.requests().get(1).encode())
                    .isEqualTo("{\"jsonrpc\":\"2.0\",\"method\":\"xrpc.cancel\",\"params\":[0]}"));
  }

  @Test
  void anAnswerToAnotherCallIsNoAnswer() {
    RpcSocketClient client = answering(request -> "{\"result\":1,\"id\":77}");

    assertThatThrownBy(() -> wait(client.call("F.X", NO_PARAMS, Duration.ofMillis(100), TEXT)))
        .isInstanceOf(TimeoutException.class);
  }

  @Test
  void aFrameThatIsNoJsonEndsTheConnectionAndItsCalls() {
    RpcSocketClient client = answering(request -> "<html>bad gateway</html>");

    assertThatThrownBy(() -> call(client, "F.X", "[]"))
        .isInstanceOf(IOException.class)
        .hasMessage("not a JSON-RPC answer: <html>bad gateway</html>");
  }

  @Test
  void aResultOfAnotherTypeSaysSo() {
    RpcSocketClient client = answering(request -> "{\"result\":{\"a\":1},\"id\":0}");

    assertThatThrownBy(
            () ->
                wait(
                    client.call(
                        "F.X",
                        NO_PARAMS,
                        LIMIT,
                        (json, offset, length) -> {
                          throw new IllegalArgumentException("expected a number");
                        })))
        .isInstanceOf(IOException.class)
        .hasMessage("the result does not fit: expected a number");
  }

  @Test
  void readsAnAnswerOfManyMegabytesOffTheEventLoop() throws Exception {
    String large = "x".repeat(50 << 20);
    RpcSocketClient client = answering(request -> "{\"result\":\"" + large + "\",\"id\":0}");
    List<String> threads = new CopyOnWriteArrayList<>();

    int length =
        wait(
            client.call(
                "F.X",
                NO_PARAMS,
                Duration.ofSeconds(20),
                (json, offset, size) -> {
                  threads.add(Thread.currentThread().getName());
                  return size;
                }));

    assertThat(length).isEqualTo(large.length() + 2);
    assertThat(threads).singleElement().asString().contains("worker");
  }

  @Test
  void aMessageWithoutEndIsBrokenOffAtTheLimit() {
    SocketServer server =
        new SocketServer(
            vertx,
            (socket, request) -> {
              socket.writeFrame(WebSocketFrame.textFrame("{", false));
              pour(socket);
            });
    RpcSocketClient client = client(server.port(), withMost(1 << 20));

    assertThatThrownBy(() -> call(client, "F.X", "[]"))
        .hasMessage("a message is longer than 1048576 bytes");
  }

  @Test
  void aRefusedHandshakeNamesTheStatus() {
    SocketServer server =
        new SocketServer(
            vertx,
            0,
            request -> request.response().setStatusCode(401).end("go away"),
            RpcSocketClientTest::echo);

    assertThatThrownBy(() -> call(client(server.port(), QUICK), "F.X", "[]"))
        .isInstanceOfSatisfying(
            RpcStatusException.class, e -> assertThat(e.isUnauthorized()).isTrue())
        .hasMessageStartingWith("HTTP status 401 instead of a WebSocket");
  }

  @Test
  void aRedirectIsNotFollowedButNamed() {
    SocketServer server =
        new SocketServer(
            vertx,
            0,
            request ->
                request
                    .response()
                    .setStatusCode(302)
                    .putHeader("location", "https://login.example/")
                    .end(),
            RpcSocketClientTest::echo);

    assertThatThrownBy(() -> call(client(server.port(), QUICK), "F.X", "[]"))
        .hasMessageContaining("302 instead of a WebSocket, to https://login.example/");
  }

  @Test
  void aServerThatTakesTheConnectionAndSaysNothingIsGivenUp() {
    int port = raw(socket -> {});

    assertThatThrownBy(() -> call(client(port, IMPATIENT), "F.X", "[]"))
        .hasMessageContaining("no WebSocket within 500 ms");
  }

  @Test
  void aRefusedConnectionFailsTheCallAtOnce() throws Exception {
    SocketServer server = new SocketServer(vertx, RpcSocketClientTest::echo);
    server.close();

    assertThatThrownBy(() -> call(client(server.port(), QUICK), "F.X", "[]"))
        .hasMessageContaining("Connection refused");
  }

  @Test
  void aConnectionThatIsLostFailsItsCallsAndTheNextOneConnectsAgain() throws Exception {
    SocketServer server =
        new SocketServer(
            vertx,
            (socket, request) -> {
              if (request.getString("method").equals("F.Drop")) {
                socket.close();
              } else {
                echo(socket, request);
              }
            });
    RpcSocketClient client = client(server.port(), QUICK);

    assertThatThrownBy(() -> call(client, "F.Drop", "[]"))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("the connection was lost");

    assertThat(call(client, "F.Echo", "[1]")).isEqualTo("[1]");
    assertThat(server.sockets()).hasSize(2);
  }

  @Test
  void aSilentServerIsDropped() {
    int port = raw(socket -> shake(socket, ignored -> {}));
    RpcSocketClient client = client(port, IMPATIENT);

    assertThatThrownBy(() -> call(client, "F.X", "[]"))
        .hasMessage("dropped, for nothing came for 400 ms");
  }

  @Test
  void anAnswerThatBreaksOffInTheMiddleIsALostConnection() {
    int port =
        raw(
            socket ->
                shake(
                    socket,
                    call -> {
                      socket.write(Buffer.buffer(new byte[] {(byte) 0x81, 100, '{', '"'}));
                      socket.end();
                    }));

    assertThatThrownBy(() -> call(client(port, QUICK), "F.X", "[]"))
        .hasMessageStartingWith("the connection was lost");
  }

  @Test
  void aChannelHandsOnItsValuesInOrderWhateverTheirSize() throws Exception {
    String large = "y".repeat(1 << 20);
    SocketServer server =
        new SocketServer(
            vertx,
            (socket, request) -> {
              socket.writeTextMessage("{\"jsonrpc\":\"2.0\",\"result\":7,\"id\":0}");
              for (int i = 0; i < 20; i++) {
                value(socket, 7, i % 2 == 0 ? "\"" + large + i + "\"" : "" + i);
              }
              socket.writeTextMessage("{\"method\":\"xrpc.ch.close\",\"params\":[7]}");
            });
    Recorder values = new Recorder();

    wait(client(server.port(), QUICK).subscribe("F.Notify", NO_PARAMS, LIMIT, TEXT, values));

    await().until(() -> !values.ends.isEmpty());
    assertThat(values.values).hasSize(20);
    for (int i = 0; i < 20; i++) {
      assertThat(values.values.get(i)).isEqualTo(i % 2 == 0 ? "\"" + large + i + "\"" : "" + i);
    }
    assertThat(values.ends).containsExactly("the server closed the channel");
  }

  @Test
  void allChannelsEndWhenTheConnectionIsLost() throws Exception {
    SocketServer server = new SocketServer(vertx, RpcSocketClientTest::channel);
    RpcSocketClient client = client(server.port(), QUICK);
    Recorder first = new Recorder();
    Recorder second = new Recorder();
    wait(client.subscribe("F.Notify", NO_PARAMS, LIMIT, TEXT, first));
    wait(client.subscribe("F.Notify", NO_PARAMS, LIMIT, TEXT, second));

    server.sockets().get(0).close((short) 1001, "going away");

    await().until(() -> !first.ends.isEmpty() && !second.ends.isEmpty());
    assertThat(first.ends).containsExactly("the connection was lost, code 1001: going away");
    wait(client.subscribe("F.Notify", NO_PARAMS, LIMIT, TEXT, new Recorder()));
  }

  @Test
  void aCancelledChannelIsQuietAndTheServerIsTold() throws Exception {
    SocketServer server = new SocketServer(vertx, RpcSocketClientTest::channel);
    RpcSocketClient client = client(server.port(), QUICK);
    Recorder values = new Recorder();
    RpcSubscription subscription =
        wait(client.subscribe("F.Notify", NO_PARAMS, LIMIT, TEXT, values));

    subscription.cancel();

    await().until(() -> server.requests().size() == 2);
    assertThat(server.requests().get(1).getString("method")).isEqualTo("xrpc.cancel");
    value(server.sockets().get(0), 1, "5");
    server.sockets().get(0).close();
    assertThat(values.values).isEmpty();
    assertThat(values.ends).isEmpty();
  }

  @Test
  void aChannelWhoseValueDoesNotFitEnds() throws Exception {
    SocketServer server =
        new SocketServer(
            vertx,
            (socket, request) -> {
              channel(socket, request);
              value(socket, 0, "5");
            });
    Recorder values = new Recorder();

    wait(
        client(server.port(), QUICK)
            .subscribe(
                "F.Notify",
                NO_PARAMS,
                LIMIT,
                (json, offset, length) -> {
                  throw new IllegalArgumentException("expected a list");
                },
                values));

    await()
        .untilAsserted(
            () ->
                assertThat(values.ends)
                    .containsExactly("the result does not fit: expected a list"));
  }

  @Test
  void aClosedClientFailsItsCalls() throws Exception {
    SocketServer server = new SocketServer(vertx, (socket, request) -> {});
    RpcSocketClient client = client(server.port(), QUICK);
    Future<String> call = callLater(client, "F.X", "[]");
    await().until(() -> !server.requests().isEmpty());

    wait(client.close());

    assertThatThrownBy(() -> wait(call)).hasMessage("the client is closed");
    assertThatThrownBy(() -> call(client, "F.X", "[]")).hasMessage("the client is closed");
  }

  private static final ResultReader<String> TEXT =
      (json, offset, length) -> new String(json, offset, length, UTF_8);

  private static final class Recorder implements RpcSubscription.Listener<String> {
    private final List<String> values = new CopyOnWriteArrayList<>();
    private final List<String> ends = new CopyOnWriteArrayList<>();

    @Override
    public void value(String value) {
      values.add(value);
    }

    @Override
    public void ended(Throwable reason) {
      ends.add(String.valueOf(reason.getMessage()));
    }
  }

  private static SocketRules rules(Duration silence, Duration connect) {
    return new SocketRules(
        Duration.ofMillis(50),
        silence,
        connect,
        Duration.ofMillis(10),
        Duration.ofMillis(50),
        64 << 20);
  }

  private static void echo(ServerWebSocket socket, JsonObject request) {
    socket.writeTextMessage(
        new JsonObject()
            .put("result", request.getValue("params"))
            .put("id", request.getValue("id"))
            .encode());
  }

  private static void channel(ServerWebSocket socket, JsonObject request) {
    if (request.containsKey("id")) {
      socket.writeTextMessage(
          "{\"result\":" + request.getLong("id") + ",\"id\":" + request.getLong("id") + "}");
    }
  }

  private static void value(ServerWebSocket socket, long channel, String json) {
    socket.writeTextMessage(
        "{\"jsonrpc\":\"2.0\",\"method\":\"xrpc.ch.val\",\"params\":["
            + channel
            + ","
            + json
            + "]}");
  }

  private void pour(ServerWebSocket socket) {
    socket
        .writeFrame(WebSocketFrame.continuationFrame(Buffer.buffer(" ".repeat(100_000)), false))
        .onSuccess(sent -> pour(socket));
  }

  private static void shake(NetSocket socket, Consumer<Buffer> then) {
    socket.handler(
        request -> {
          String key = request.toString().replaceAll("(?si).*key: (\\S+).*", "$1");
          socket.write(handshake(key));
          socket.handler(then::accept);
        });
  }

  private static Buffer handshake(String key) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-1")
              .digest((key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11").getBytes(UTF_8));
      return Buffer.buffer(
          "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
              + "Sec-WebSocket-Accept: "
              + Base64.getEncoder().encodeToString(hash)
              + "\r\n\r\n");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private int raw(Consumer<NetSocket> handler) {
    NetServer server = vertx.createNetServer().connectHandler(handler::accept);
    try {
      return wait(server.listen(0, "127.0.0.1")).actualPort();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private RpcSocketClient answering(Function<JsonObject, String> answer) {
    BiConsumer<ServerWebSocket, JsonObject> handler =
        (socket, request) -> socket.writeTextMessage(answer.apply(request));
    return client(new SocketServer(vertx, handler).port(), QUICK);
  }

  private static SocketRules withMost(int bytes) {
    return new SocketRules(
        QUICK.ping(),
        QUICK.silence(),
        QUICK.connect(),
        QUICK.firstPause(),
        QUICK.longestPause(),
        bytes);
  }

  private RpcSocketClient client(int port, SocketRules rules) {
    RpcServer server =
        new RpcServer(
            new Endpoint("127.0.0.1", port, false, "/rpc/v1"),
            Optional.of("secret"),
            Map.of("X-Name", "v1.FullNode"));
    RpcSocketClient client = new RpcSocketClient(vertx, server, rules);
    clients.add(client);
    return client;
  }

  private static Future<String> callLater(RpcSocketClient client, String method, String params) {
    return client.call(method, params.getBytes(UTF_8), LIMIT, TEXT);
  }

  private static String call(RpcSocketClient client, String method, String params)
      throws Exception {
    return wait(callLater(client, method, params));
  }

  private static <T> T wait(Future<T> future) throws Exception {
    return future.await(20, TimeUnit.SECONDS);
  }
}
