package io.damocles.testing;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** A WebSocket server of a test's own making, on a free port of this machine. */
public final class SocketServer {
  private final HttpServer server;
  private final List<ServerWebSocket> sockets = new CopyOnWriteArrayList<>();
  private final List<HttpServerRequest> handshakes = new CopyOnWriteArrayList<>();
  private final List<JsonObject> requests = new CopyOnWriteArrayList<>();
  private final int port;

  /** Gives every frame that is read to the handler, with the socket that it came from. */
  public SocketServer(Vertx vertx, BiConsumer<ServerWebSocket, JsonObject> handler) {
    this(vertx, 0, request -> {}, handler);
  }

  /**
   * Listens on that port.
   *
   * @param before may end the request itself; otherwise it becomes a WebSocket
   */
  public SocketServer(
      Vertx vertx,
      int port,
      Consumer<HttpServerRequest> before,
      BiConsumer<ServerWebSocket, JsonObject> handler) {
    server =
        vertx
            .createHttpServer(
                new HttpServerOptions()
                    .setMaxWebSocketFrameSize(128 << 20)
                    .setMaxWebSocketMessageSize(128 << 20))
            .requestHandler(
                request -> {
                  handshakes.add(request);
                  before.accept(request);
                  if (!request.response().ended() && !request.isEnded()) {
                    request.toWebSocket().onSuccess(socket -> serve(socket, handler));
                  }
                });
    try {
      this.port = server.listen(port, "127.0.0.1").await(10, TimeUnit.SECONDS).actualPort();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private void serve(ServerWebSocket socket, BiConsumer<ServerWebSocket, JsonObject> handler) {
    sockets.add(socket);
    socket.textMessageHandler(
        text -> {
          JsonObject request = new JsonObject(text);
          requests.add(request);
          handler.accept(socket, request);
        });
  }

  public int port() {
    return port;
  }

  /** All connections that were ever opened, in order. */
  public List<ServerWebSocket> sockets() {
    return new ArrayList<>(sockets);
  }

  public List<HttpServerRequest> handshakes() {
    return handshakes;
  }

  /** All that was asked, in order. */
  public List<JsonObject> requests() {
    return requests;
  }

  public void close() throws Exception {
    server.close().await(10, TimeUnit.SECONDS);
  }
}
