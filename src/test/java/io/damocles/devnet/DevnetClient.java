package io.damocles.devnet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Calls a devnet as an admin, one POST each. */
final class DevnetClient {
  static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient http = HttpClient.newHttpClient();
  private final Duration patience;
  private final String address;
  private final String token;

  /**
   * @param address host:port
   */
  DevnetClient(String address, String token) {
    this(address, token, Duration.ofSeconds(20));
  }

  DevnetClient(String address, String token, Duration patience) {
    this.patience = patience;
    this.address = address;
    this.token = token.strip();
  }

  /** The result at /rpc/v1; fails with the error. */
  JsonNode call(String method, Object... params) {
    JsonNode answer = exchange("/rpc/v1", method, params);
    if (answer.has("error")) {
      throw new IllegalStateException(method + ": " + answer.get("error"));
    }
    return answer.get("result");
  }

  /** The whole answer. */
  JsonNode exchange(String path, String method, Object... params) {
    String name = method.contains(".") ? method : "Filecoin." + method;
    try {
      String body =
          JSON.writeValueAsString(
              Map.of("jsonrpc", "2.0", "id", 1, "method", name, "params", List.of(params)));
      return JSON.readTree(post(path, body).body());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  HttpResponse<String> post(String path, String body) throws IOException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://" + address + path))
            .header("authorization", "Bearer " + token)
            .timeout(patience)
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    try {
      return http.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  void advance(long epochs) {
    call("Devnet.Advance", epochs);
  }
}
