package io.damocles.poster.winning;

import io.damocles.chain.Cid;
import io.damocles.config.NodeAddress;
import io.damocles.testing.SocketServer;
import io.vertx.core.Vertx;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/** A gateway on a real WebSocket that asks what a test wants. */
final class FakeGateway {
  private static final long SEALED = 0xf102;
  private static final long POSEIDON = 0xb401;
  private static final String COMM_R = Cid.of(SEALED, POSEIDON, new byte[32]).toString();

  /** What was answered; the proofs as JSON. */
  record Answer(String id, String payload, String error) {}

  private record Listener(ServerWebSocket socket, int channel, String miner) {}

  private final SocketServer server;
  private final List<Listener> listeners = new CopyOnWriteArrayList<>();
  private final List<Answer> answers = new CopyOnWriteArrayList<>();
  private final AtomicInteger channels = new AtomicInteger();
  private final AtomicInteger losses = new AtomicInteger();

  FakeGateway(Vertx vertx) {
    server = new SocketServer(vertx, this::called);
  }

  NodeAddress address() {
    return NodeAddress.parse("ws://127.0.0.1:" + server.port(), "v2");
  }

  SocketServer server() {
    return server;
  }

  /** All that was answered so far. */
  List<Answer> answers() {
    return answers;
  }

  /** Loses the connection instead of taking the next answers, so many times. */
  void loseAnswers(int count) {
    losses.set(count);
  }

  void awaitListener(String miner) {
    Awaitility.await().until(() -> listeners.stream().anyMatch(one -> one.miner().equals(miner)));
  }

  List<Answer> awaitAnswers(int count) {
    Awaitility.await().until(() -> answers.size() >= count);
    return answers;
  }

  void ask(String miner, String id, long height, long sector) {
    ask(miner, id, question(height, sector));
  }

  /** Asks all listeners of the miner. */
  void ask(String miner, String id, JsonObject payload) {
    event(miner, id, "ComputeProof", payload);
  }

  /** A question about a 2KiB sector. */
  static JsonObject question(long height, long sector) {
    JsonObject info =
        new JsonObject()
            .put("SealProof", 5)
            .put("SectorNumber", sector)
            .putNull("SectorKey")
            .put("SealedCID", new JsonObject().put("/", COMM_R));
    byte[] randomness = new byte[32];
    randomness[0] = (byte) height;
    randomness[31] = (byte) 0xff;
    return new JsonObject()
        .put("SectorInfos", new JsonArray().add(info))
        .put("Rand", Base64.getEncoder().encodeToString(randomness))
        .put("Height", height)
        .put("NWVersion", 27);
  }

  void endChannels() {
    List<Listener> ended = List.copyOf(listeners);
    listeners.clear();
    for (Listener one : ended) {
      send(
          one.socket(),
          new JsonObject()
              .put("method", "xrpc.ch.close")
              .put("params", new JsonArray().add(one.channel())));
    }
  }

  private void called(ServerWebSocket socket, JsonObject request) {
    switch (request.getString("method")) {
      case "Gateway.ListenProofEvent" -> listen(socket, request);
      case "Gateway.ResponseProofEvent" -> answered(socket, request);
      case "xrpc.cancel" -> listeners.removeIf(one -> one.socket() == socket);
      default -> throw new AssertionError(request);
    }
  }

  private void listen(ServerWebSocket socket, JsonObject request) {
    String miner = request.getJsonArray("params").getJsonObject(0).getString("MinerAddress");
    int channel = channels.incrementAndGet();
    reply(socket, request, channel);
    socket.closeHandler(gone -> listeners.removeIf(one -> one.socket() == socket));
    listeners.add(new Listener(socket, channel, miner));
    event(miner, "hello", "InitConnect", new JsonObject().put("ChannelId", "1"));
  }

  private void answered(ServerWebSocket socket, JsonObject request) {
    if (losses.getAndDecrement() > 0) {
      socket.close();
      return;
    }
    JsonObject answer = request.getJsonArray("params").getJsonObject(0);
    String payload = answer.getString("Payload");
    answers.add(
        new Answer(
            answer.getString("Id"),
            payload == null
                ? ""
                : new String(Base64.getDecoder().decode(payload), StandardCharsets.UTF_8),
            answer.getString("Error")));
    reply(socket, request, null);
  }

  /** Sends any value where an event should be, to all listeners. */
  void say(Object value) {
    listeners.forEach(
        one ->
            send(
                one.socket(),
                new JsonObject()
                    .put("method", "xrpc.ch.val")
                    .put("params", new JsonArray().add(one.channel()).add(value))));
  }

  private void event(String miner, String id, String method, JsonObject payload) {
    JsonObject event =
        new JsonObject()
            .put("Id", id)
            .put("Method", method)
            .put("Payload", Base64.getEncoder().encodeToString(payload.toBuffer().getBytes()));
    listeners.stream()
        .filter(one -> one.miner().equals(miner))
        .forEach(
            one ->
                send(
                    one.socket(),
                    new JsonObject()
                        .put("method", "xrpc.ch.val")
                        .put("params", new JsonArray().add(one.channel()).add(event))));
  }

  private static void reply(ServerWebSocket socket, JsonObject request, @Nullable Object result) {
    send(socket, new JsonObject().put("id", request.getValue("id")).put("result", result));
  }

  private static void send(ServerWebSocket socket, JsonObject message) {
    socket.writeTextMessage(message.put("jsonrpc", "2.0").encode());
  }

  void close() throws Exception {
    server.close();
  }
}
