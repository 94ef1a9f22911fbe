package io.damocles.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A manager that answers what a test tells it to, over real HTTP, and remembers what was asked. */
final class FakeManager implements AutoCloseable {
  private final ObjectMapper json = new ObjectMapper();
  private final Map<String, String> answers = new HashMap<>();
  private final List<String> calls = new ArrayList<>();
  private final HttpServer server;

  FakeManager() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    server.createContext("/rpc/v0", this::handle);
    server.start();
  }

  /** From now on, calls of the method answer these members: {@code "result":…} or an error. */
  synchronized FakeManager answer(String method, String members) {
    answers.put("Venus." + method, members);
    return this;
  }

  String address() {
    return "127.0.0.1:" + server.getAddress().getPort();
  }

  /** Each as {@code Method params}, in order. */
  synchronized List<String> calls() {
    return List.copyOf(calls);
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private synchronized void handle(HttpExchange exchange) throws IOException {
    JsonNode request = json.readTree(exchange.getRequestBody());
    var method = request.get("method").asText();
    calls.add(method.replace("Venus.", "") + " " + request.get("params"));
    var members =
        answers.getOrDefault(
            method,
            "\"error\":{\"code\":-32601,\"message\":\"(error code -32601) method '%s' not found\"}"
                .formatted(method));
    byte[] answer =
        "{\"jsonrpc\":\"2.0\",%s,\"id\":1}\n".formatted(members).getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(members.contains("-32601") ? 500 : 200, answer.length);
    exchange.getResponseBody().write(answer);
    exchange.close();
  }
}
