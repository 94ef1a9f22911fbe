package io.damocles.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RpcClientTest {
  private static final Duration LIMIT = Duration.ofSeconds(2);
  private static final byte[] NO_PARAMS = "[]".getBytes(StandardCharsets.UTF_8);

  private final Vertx vertx = Vertx.vertx();
  private final List<HttpServer> servers = new ArrayList<>();
  private final List<RpcClient> clients = new ArrayList<>();

  @AfterEach
  void tearDown() throws Exception {
    vertx.close().await(5, TimeUnit.SECONDS);
  }

  @Test
  void sendsOneObjectAndAnswersItsResult() throws Exception {
    List<String> seen = new ArrayList<>();
    RpcClient client =
        client(
            (request, body) -> {
              seen.add(request.method() + " " + request.path());
              seen.add(request.getHeader("content-type"));
              seen.add(request.getHeader("authorization"));
              seen.add(body.toString());
              request.response().end("{\"jsonrpc\":\"2.0\",\"result\":{\"a\":[1,\"é\"]},\"id\":0}");
            });

    byte[] result =
        wait(client.call("Venus.X", "[\"s1\"]".getBytes(StandardCharsets.UTF_8), LIMIT));

    assertThat(new String(result, StandardCharsets.UTF_8)).isEqualTo("{\"a\":[1,\"é\"]}");
    assertThat(seen)
        .containsExactly(
            "POST /rpc/v0",
            "application/json",
            "Bearer secret",
            "{\"jsonrpc\":\"2.0\",\"method\":\"Venus.X\",\"params\":[\"s1\"],\"id\":0}");
  }

  @Test
  void answersNullAndLargeNumbersUnchanged() throws Exception {
    assertThat(answer(200, "{\"result\":null,\"id\":1}")).isEqualTo("null");
    assertThat(answer(200, "{\"id\":1,\"x\":{\"y\":1},\"result\":18446744073709551615}"))
        .isEqualTo("18446744073709551615");
  }

  @Test
  void readsTheBodyOfAFailedStatus() throws Exception {
    assertThat(answer(500, "{\"result\":7,\"id\":1}")).isEqualTo("7");
    assertThatThrownBy(
            () -> answer(500, "{\"error\":{\"code\":-32601,\"message\":\"no such\"},\"id\":1}"))
        .isInstanceOfSatisfying(
            RpcException.class,
            e -> {
              assertThat(e.isMethodNotFound()).isTrue();
              assertThat(e).hasMessage("no such");
            });
  }

  @Test
  void showsHowAnAnswerBeginsThatIsNoJsonRpc() {
    for (String body : List.of("<html>502</html>", "", "[]", "{\"id\":1}", "{\"result\":")) {
      assertThatThrownBy(() -> answer(200, body))
          .isInstanceOf(IOException.class)
          .hasMessage("not a JSON-RPC answer: " + body);
    }
  }

  @Test
  void decodesAnAnswerOfMegabytes() throws Exception {
    String text = "x".repeat(30 << 20);

    assertThat(answer(200, "{\"result\":\"" + text + "\",\"id\":1}")).hasSize(text.length() + 2);
  }

  @Test
  void givesUpAnAnswerThatDoesNotComeInTime() {
    RpcClient client = client((request, body) -> {});

    assertThatThrownBy(() -> wait(client.call("Venus.X", NO_PARAMS, Duration.ofMillis(200))))
        .isInstanceOf(TimeoutException.class)
        .hasMessage("no answer to Venus.X within 200 ms");
  }

  @Test
  void givesUpAnAnswerThatDripsForEver() {
    RpcClient client =
        client(
            (request, body) -> {
              request.response().setChunked(true);
              vertx.setPeriodic(20, tick -> request.response().write(" "));
            });

    assertThatThrownBy(() -> wait(client.call("Venus.X", NO_PARAMS, Duration.ofMillis(300))))
        .isInstanceOf(TimeoutException.class);
  }

  @Test
  void callsAreNotHeldBackByOthersThatHang() throws Exception {
    RpcClient client =
        client(
            (request, body) -> {
              if (!body.toString().contains("Slow")) {
                request.response().end("{\"result\":1,\"id\":1}");
              }
            });
    List<Future<byte[]>> slow = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      slow.add(client.call("Venus.Slow", NO_PARAMS, LIMIT));
    }

    wait(client.call("Venus.X", NO_PARAMS, Duration.ofSeconds(1)));

    assertThat(slow).noneMatch(Future::isComplete);
  }

  @Test
  void tellsARefusedConnectionFromAnAnswer() throws Exception {
    RpcClient client = client((request, body) -> {});
    wait(servers.get(0).close());

    assertThatThrownBy(() -> wait(client.call("Venus.X", NO_PARAMS, LIMIT)))
        .isInstanceOf(ConnectException.class);
  }

  @Test
  void failsIfTheServerClosesInTheMiddle() {
    RpcClient client = client((request, body) -> request.connection().close());

    assertThatThrownBy(() -> wait(client.call("Venus.X", NO_PARAMS, LIMIT)))
        .isNotInstanceOf(RpcException.class)
        .isNotInstanceOf(TimeoutException.class);
  }

  private String answer(int status, String body) throws Exception {
    RpcClient client =
        client((request, sent) -> request.response().setStatusCode(status).end(body));
    return new String(
        wait(client.call("Venus.X", NO_PARAMS, Duration.ofSeconds(10))), StandardCharsets.UTF_8);
  }

  private RpcClient client(BiConsumer<HttpServerRequest, Buffer> handler) {
    HttpServer server =
        vertx
            .createHttpServer()
            .requestHandler(request -> request.bodyHandler(body -> handler.accept(request, body)));
    servers.add(server);
    try {
      wait(server.listen(0, "127.0.0.1"));
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
    URI address = URI.create("http://127.0.0.1:" + server.actualPort());
    RpcClient client = new RpcClient(vertx, Endpoint.of(address), Optional.of("secret"));
    clients.add(client);
    return client;
  }

  private static <T> T wait(Future<T> future) throws Exception {
    return future.await(10, TimeUnit.SECONDS);
  }
}
