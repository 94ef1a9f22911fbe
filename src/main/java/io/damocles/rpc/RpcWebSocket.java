package io.damocles.rpc;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One WebSocket of JSON-RPC by go-jsonrpc's conventions: a frame is a request, answers come in any
 * order, the server pings every 5 s and drops a peer that was silent for 30 s.
 */
final class RpcWebSocket {
  private static final Logger log = LoggerFactory.getLogger(RpcWebSocket.class);
  private static final long PING_MILLIS = 5_000;
  private static final int SILENT_PINGS = 6;
  private static final short GOING_AWAY = 1001;

  private final HttpServerRequest request;
  private final ServerWebSocket socket;
  private final RpcHttp rpc;
  private int unanswered;

  private RpcWebSocket(HttpServerRequest request, ServerWebSocket socket, RpcHttp rpc) {
    this.request = request;
    this.socket = socket;
    this.rpc = rpc;
  }

  static void open(HttpServerRequest request, RpcHttp rpc) {
    request
        .toWebSocket()
        .onSuccess(socket -> new RpcWebSocket(request, socket, rpc).serve())
        .onFailure(failure -> log.debug("no WebSocket: {}", failure.getMessage()));
  }

  private void serve() {
    socket.handler(this::message);
    socket.pongHandler(pong -> unanswered = 0);
    socket.exceptionHandler(failure -> log.debug("WebSocket: {}", failure.getMessage()));
    socket.shutdownHandler(stop -> socket.close(GOING_AWAY, "going away"));
    Vertx vertx = Vertx.currentContext().owner();
    long timer = vertx.setPeriodic(PING_MILLIS, tick -> ping());
    socket.closeHandler(closed -> vertx.cancelTimer(timer));
  }

  private void ping() {
    if (unanswered++ >= SILENT_PINGS) {
      drop();
    } else {
      socket.writePing(Buffer.buffer());
    }
  }

  private void message(Buffer message) {
    unanswered = 0;
    rpc.dispatch(message.getBytes(), socket::isClosed)
        .onSuccess(
            call -> {
              if (!call.readable()) {
                drop();
                return;
              }
              call.response().onSuccess(this::send);
            });
  }

  private void send(RpcResponse response) {
    if (response.body().length() == 0) {
      return;
    }
    if (socket.isClosed()) {
      response.delivery().ended(false);
      return;
    }
    socket
        .writeTextMessage(response.body().toString())
        .onComplete(sent -> response.delivery().ended(sent.succeeded()));
  }

  /** Without a close frame, as go-jsonrpc drops a peer that sends no JSON. */
  private void drop() {
    request.connection().close();
  }
}
