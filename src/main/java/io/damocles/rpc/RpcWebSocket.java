package io.damocles.rpc;

import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.internal.http.WebSocketInternal;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One WebSocket of JSON-RPC by go-jsonrpc's conventions: a frame is a request, answers come in any
 * order, a call can be cancelled, the server pings every 5 s and drops a peer that was silent for
 * 30 s.
 */
final class RpcWebSocket implements RpcPeer {
  private static final Logger log = LoggerFactory.getLogger(RpcWebSocket.class);
  private static final long PING_MILLIS = 5_000;
  private static final int SILENT_PINGS = 6;

  /** Many wait for something, such as a message on the chain; go-jsonrpc has no limit. */
  private static final int MOST_OPEN = 256;

  private static final int MOST_UNSENT = 32;
  private static final short GOING_AWAY = 1001;

  private final HttpServerRequest request;
  private final ServerWebSocket socket;
  private final RpcHttp rpc;
  private final Set<RpcPermission> rights;
  private final RpcChannels channels;
  private final Map<String, Caller> callers = new HashMap<>();
  private int unanswered;
  private int open;
  private int unsent;

  private RpcWebSocket(
      HttpServerRequest request, ServerWebSocket socket, RpcHttp rpc, Set<RpcPermission> rights) {
    this.rights = rights;
    this.channels =
        new RpcChannels(
            Vertx.currentContext(), frame -> socket.writeTextMessage(frame.toString()), this::drop);
    this.request = request;
    this.socket = socket;
    this.rpc = rpc;
  }

  static void open(HttpServerRequest request, RpcHttp rpc, Set<RpcPermission> rights) {
    request
        .toWebSocket()
        .onSuccess(socket -> new RpcWebSocket(request, socket, rpc, rights).serve())
        .onFailure(failure -> log.debug("no WebSocket: {}", failure.getMessage()));
  }

  private void serve() {
    socket.textMessageHandler(text -> message(text.getBytes(StandardCharsets.UTF_8)));
    socket.binaryMessageHandler(binary -> message(binary.getBytes()));
    socket.pongHandler(pong -> unanswered = 0);
    socket.exceptionHandler(failure -> log.debug("WebSocket: {}", failure.getMessage()));
    socket.shutdownHandler(stop -> socket.close(GOING_AWAY, "going away"));
    Vertx vertx = Vertx.currentContext().owner();
    long timer = vertx.setPeriodic(PING_MILLIS, tick -> ping());
    socket.closeHandler(
        closed -> {
          vertx.cancelTimer(timer);
          channels.gone();
        });
  }

  private void ping() {
    if (open >= MOST_OPEN) {
      unanswered = 0; // pongs are not read either
    }
    if (unanswered++ >= SILENT_PINGS) {
      drop();
    } else {
      socket.writePing(Buffer.buffer());
    }
  }

  private void message(byte[] message) {
    unanswered = 0;
    Optional<String> cancelled = RpcCancel.id(message);
    if (cancelled.isPresent()) {
      cancel(cancelled.get());
      return;
    }
    open++;
    pauseIfBusy();
    Caller caller = new Caller(this);
    rpc.frame(message, caller).onFailure(failure -> drop()).onSuccess(call -> answer(call, caller));
  }

  private void cancel(String id) {
    Caller taken = callers.get(id);
    if (taken != null) {
      taken.cancel();
    }
    channels.cancel(id);
  }

  private void answer(RpcDispatcher.Handled call, Caller caller) {
    if (call.readable()) {
      follow(call, caller);
    } else if (rpc.dropsUnreadable()) {
      drop();
    } else {
      ended();
    }
  }

  private void follow(RpcDispatcher.Handled call, Caller caller) {
    String id = call.id();
    if (id != null) {
      callers.put(id, caller);
    }
    rpc.responseTo(call, caller)
        .onSuccess(
            response -> {
              if (id != null) {
                callers.remove(id, caller);
              }
              send(response, id != null);
            });
  }

  @Override
  public boolean isGone() {
    return socket.isClosed();
  }

  @Override
  public Set<RpcPermission> rights() {
    return rights;
  }

  @Override
  public Optional<RpcChannel> channel(String id) {
    return Optional.of(channels.open(id));
  }

  /** A peer that does not read its answers is not read from either. */
  private void pauseIfBusy() {
    if (open >= MOST_OPEN || unsent >= MOST_UNSENT) {
      socket.pause();
    }
  }

  private void sent(AsyncResult<?> sent, RpcResponse response) {
    response.delivery().ended(sent.succeeded());
    ended();
  }

  private void ended() {
    open--;
    if (open < MOST_OPEN && unsent < MOST_UNSENT && !socket.isClosed()) {
      socket.resume();
    }
  }

  private void send(RpcResponse response, boolean expected) {
    if (!expected || response.body().length() == 0) {
      sent(Future.succeededFuture(), response);
    } else if (socket.isClosed()) {
      sent(Future.failedFuture("closed"), response);
    } else {
      unsent++;
      pauseIfBusy();
      socket
          .writeTextMessage(response.body().toString())
          .onComplete(
              sent -> {
                unsent--;
                sent(sent, response);
              });
    }
  }

  /** Without a close frame, as go-jsonrpc drops a peer that sends no JSON. */
  @Override
  public void drop() {
    if (socket instanceof WebSocketInternal open) {
      // Vert.x' own handler, which would send the frame, is not asked.
      var unused = open.channelHandlerContext().pipeline().firstContext().close();
    } else {
      request.connection().close();
    }
  }
}
