package io.damocles.chain.node;

import io.damocles.config.NodeAddress;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A node on a free port, by HTTP and WebSocket: it answers what a real Lotus node answered, or what
 * a test tells it to, or misbehaves.
 */
final class TestNode {
  /** An answer that never comes. */
  static final String HANG = "hang";

  /** Instead of an answer the connection is closed. */
  static final String DROP = "drop";

  private static final Map<String, String> RECORDED = recordings();

  private final HttpServer server;
  private final Map<String, Function<JsonArray, String>> answers = new ConcurrentHashMap<>();
  private final List<String> calls = new CopyOnWriteArrayList<>();
  private final List<ServerWebSocket> channels = new CopyOnWriteArrayList<>();
  private volatile @Nullable Consumer<HttpServerRequest> instead;
  private final int port;

  TestNode(Vertx vertx) {
    server =
        vertx
            .createHttpServer(new HttpServerOptions().setMaxWebSocketFrameSize(1 << 20))
            .requestHandler(this::request);
    try {
      port = server.listen(0, "127.0.0.1").await(10, TimeUnit.SECONDS).actualPort();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  NodeAddress webSocket() {
    return NodeAddress.parse("a.secret.c:/ip4/127.0.0.1/tcp/" + port, "v1");
  }

  NodeAddress messager() {
    return NodeAddress.parse("/ip4/127.0.0.1/tcp/" + port, "v0");
  }

  NodeAddress http() {
    return NodeAddress.parse("a.secret.c:http://127.0.0.1:" + port, "v1");
  }

  /** From now on the method answers the members of a response: {@code "result":…} or an error. */
  TestNode answer(String method, String members) {
    return answer(method, params -> members);
  }

  TestNode answer(String method, Function<JsonArray, String> members) {
    answers.put(method.contains(".") ? method : "Filecoin." + method, members);
    return this;
  }

  /** From now on every request goes there and not to a method. */
  TestNode insteadOfAll(@Nullable Consumer<HttpServerRequest> handler) {
    instead = handler;
    return this;
  }

  /** Each as {@code Method params}, in order. */
  List<String> calls() {
    return calls;
  }

  long count(String method) {
    return calls.stream().filter(call -> call.startsWith(method + " ")).count();
  }

  /** Sends head changes to whoever subscribed. */
  void notify(String changes) {
    for (ServerWebSocket socket : channels) {
      socket.writeTextMessage(
          "{\"jsonrpc\":\"2.0\",\"method\":\"xrpc.ch.val\",\"params\":[1," + changes + "]}");
    }
  }

  void dropConnections() {
    channels.forEach(ServerWebSocket::close);
    channels.clear();
  }

  void close() throws Exception {
    server.close().await(10, TimeUnit.SECONDS);
  }

  /** Result or error of the recording with that name. */
  static String recorded(String name) {
    String members = RECORDED.get(name);
    if (members == null) {
      throw new IllegalArgumentException("nothing recorded as " + name);
    }
    return members;
  }

  private void request(HttpServerRequest request) {
    Consumer<HttpServerRequest> handler = instead;
    if (handler != null) {
      handler.accept(request);
    } else if ("websocket".equalsIgnoreCase(request.getHeader("upgrade"))) {
      request
          .toWebSocket()
          .onSuccess(socket -> socket.textMessageHandler(text -> message(socket, text)));
    } else {
      request.bodyHandler(
          body -> {
            String answer = respond(new JsonObject(body));
            if (answer.equals(DROP)) {
              request.connection().close();
            } else if (!answer.equals(HANG)) {
              request.response().end(answer);
            }
          });
    }
  }

  private void message(ServerWebSocket socket, String text) {
    JsonObject request = new JsonObject(text);
    if (!request.containsKey("id")) {
      return;
    }
    String answer = respond(request);
    if (answer.equals(DROP)) {
      socket.close();
    } else if (!answer.equals(HANG)) {
      socket.writeTextMessage(answer);
      if (request.getString("method").equals("Filecoin.ChainNotify") && answer.contains("result")) {
        channels.add(socket);
        notify("[{\"Type\":\"current\",\"Val\":" + headJson() + "}]");
      }
    }
  }

  private String headJson() {
    String head = respond(new JsonObject().put("method", "Filecoin.ChainHead").put("id", 0));
    return new JsonObject(head).getJsonObject("result").encode();
  }

  private String respond(JsonObject request) {
    String method = request.getString("method");
    JsonArray params = request.getJsonArray("params", new JsonArray());
    calls.add(method.replace("Filecoin.", "") + " " + params.encode());
    Function<JsonArray, String> answer = answers.get(method);
    String members = answer != null ? answer.apply(params) : RECORDED.get(key(method, params));
    if (members == null) {
      members = "\"error\":{\"code\":1,\"message\":\"nothing recorded for " + method + "\"}";
    }
    return members.equals(HANG) || members.equals(DROP)
        ? members
        : "{\"id\":" + request.getValue("id") + ",\"jsonrpc\":\"2.0\"," + members + "}";
  }

  /** A node prints f whatever letter it was asked with. */
  private static String key(String method, JsonArray params) {
    return method + params.encode().replaceAll("\"t(?=[0-4])", "\"f");
  }

  private static Map<String, String> recordings() {
    Map<String, String> found = new HashMap<>();
    try (var in = TestNode.class.getResourceAsStream("/vectors/lotus/rpc.jsonl")) {
      for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList()) {
        JsonObject entry = new JsonObject(line);
        if (!(entry.getValue("request") instanceof JsonObject request)
            || !(entry.getValue("response") instanceof JsonObject response)) {
          continue;
        }
        response.remove("id");
        response.remove("jsonrpc");
        String members = response.encode();
        String inner = members.substring(1, members.length() - 1);
        found.put(entry.getString("name"), inner);
        if (request.getValue("params") instanceof JsonArray params) {
          found.putIfAbsent(key(request.getString("method"), params), inner);
        }
      }
      found.put("Filecoin.ChainNotify[]", "\"result\":1");
      return found;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
