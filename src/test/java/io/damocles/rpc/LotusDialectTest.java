package io.damocles.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import io.damocles.testing.LotusRecordings;
import io.damocles.testing.LotusRecordings.Exchange;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Rows of lotus-node.md §1 that do not need a chain, against a server without one. */
class LotusDialectTest {
  /** These need the node's own state, types or other paths: DevnetAnswersTest has them. */
  private static final Set<Integer> OF_THE_NODE =
      Set.of(150, 151, 152, 153, 154, 155, 156, 157, 158, 159, 160, 161, 162, 163, 188, 194, 204);

  private static LotusStub stub;
  private final HttpClient http = HttpClient.newHttpClient();

  @BeforeAll
  static void start() {
    stub = new LotusStub();
  }

  @AfterAll
  static void stop() {
    stub.close();
  }

  static Stream<Exchange> exchanges() {
    return LotusRecordings.exchanges().stream()
        .filter(exchange -> exchange.path().equals("/rpc/v1"))
        .filter(exchange -> exchange.name().matches("(1[4-9]|20)\\d-.*"))
        .filter(exchange -> number(exchange) >= 146 && !OF_THE_NODE.contains(number(exchange)))
        .filter(exchange -> !exchange.name().equals("205-http-get"));
  }

  @ParameterizedTest
  @MethodSource("exchanges")
  void answersAsTheRecordedNode(Exchange exchange) throws Exception {
    HttpResponse<String> answer = post(exchange.body(), auth(exchange.auth()));

    assertThat(answer.statusCode()).isEqualTo(exchange.status());
    assertThat(answer.body().strip()).isEqualTo(expected(exchange));
  }

  @Test
  void answersAGetAsABadRequest() throws Exception {
    HttpRequest get = HttpRequest.newBuilder(address()).GET().build();

    HttpResponse<String> answer = http.send(get, HttpResponse.BodyHandlers.ofString());

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("{\"code\":-32600,\"message\":\"Invalid request\"}");
  }

  @Test
  void answersABatchOfGoodAndBadCalls() throws Exception {
    String batch =
        """
        [{"id":1,"method":"Filecoin.StateNetworkName"},{"id":2,"method":"Filecoin.NoSuchMethod"}]""";

    HttpResponse<String> answer = post(batch, "");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body())
        .isEqualTo(
            """
            [{"id":1,"jsonrpc":"2.0","result":"testing"},{"error":{"code":-32601,"message":"method \
            'Filecoin.NoSuchMethod' not found"},"id":2,"jsonrpc":"2.0"}]
            """);
  }

  @Test
  void escapesTheCharactersOfHtmlAsGoDoes() throws Exception {
    HttpResponse<String> answer =
        post("{\"id\":1,\"method\":\"Filecoin.StateMinerInfo\",\"params\":[1,2]}", "");

    assertThat(answer.body()).contains("\"result\":\"\\u003cempty\\u003e\"");
    assertThat(answer.headers().firstValue("content-type")).contains("application/json");
  }

  private HttpResponse<String> post(String body, String token)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address()).POST(HttpRequest.BodyPublishers.ofString(body));
    if (!token.isEmpty()) {
      request.header("authorization", token);
    }
    return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private static URI address() {
    return URI.create("http://127.0.0.1:" + stub.port() + "/rpc/v1");
  }

  private static int number(Exchange exchange) {
    return Integer.parseInt(exchange.name().substring(0, 3));
  }

  private static String expected(Exchange exchange) {
    return exchange.response().isTextual() ? "" : exchange.response().toString();
  }

  /** The recording names tokens instead of showing them. */
  private static String auth(String recorded) {
    if (recorded.contains("all permissions")) {
      return "Bearer " + LotusStub.ADMIN;
    } else if (recorded.contains("another valid token")) {
      return "Bearer " + LotusStub.READER;
    }
    return recorded.equals("none") ? "" : recorded.replace("Authorization: ", "");
  }
}
