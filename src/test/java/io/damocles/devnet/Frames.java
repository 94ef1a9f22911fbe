package io.damocles.devnet;

import com.fasterxml.jackson.databind.JsonNode;
import io.damocles.config.ListenAddress;
import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketConnectOptions;
import java.io.IOException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A WebSocket to a devnet and what came by it. */
final class Frames {
  private final BlockingQueue<String> frames = new LinkedBlockingQueue<>();
  private final BlockingQueue<Boolean> closes = new LinkedBlockingQueue<>();
  private final WebSocket socket;

  Frames(Vertx vertx, ListenAddress address, String path) {
    WebSocketClient client = vertx.createWebSocketClient();
    socket =
        RunningDevnet.wait(
            client.connect(
                new WebSocketConnectOptions()
                    .setHost(address.host())
                    .setPort(address.port())
                    .setURI(path)));
    socket.textMessageHandler(frames::add);
    socket.closeHandler(end -> closes.add(true));
  }

  /** Sends a request. */
  void call(int id, String method, String params) {
    socket.writeTextMessage(
        "{\"jsonrpc\":\"2.0\",\"id\":%d,\"method\":\"%s\",\"params\":%s}"
            .formatted(id, method, params));
  }

  /** The next frame. */
  JsonNode next() throws InterruptedException, IOException {
    String frame = frames.poll(10, TimeUnit.SECONDS);
    if (frame == null) {
      throw new IllegalStateException("no frame came");
    }
    return DevnetClient.JSON.readTree(frame);
  }

  boolean isClosedSoon() throws InterruptedException {
    return closes.poll(10, TimeUnit.SECONDS) != null;
  }

  boolean isSilent() throws InterruptedException {
    return frames.poll(300, TimeUnit.MILLISECONDS) == null;
  }
}
