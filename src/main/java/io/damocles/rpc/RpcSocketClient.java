package io.damocles.rpc;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import java.io.IOException;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Calls one JSON-RPC server over a WebSocket, and subscribes to its channels. It connects when it
 * is needed and again after a loss, with growing pauses; a call waits for the next attempt, for as
 * long as its limit lets it, and shares its fate.
 */
public final class RpcSocketClient implements RpcCaller {
  private static final Logger log = LoggerFactory.getLogger(RpcSocketClient.class);

  private final Vertx vertx;
  private final Context context;
  private final RpcServer server;
  private final SocketRules rules;
  private final WebSocketClient sockets;
  private final ReconnectPauses pauses;
  private @Nullable Future<RpcConnection> connection;
  private @Nullable RpcConnection open;
  private @Nullable Throwable lastFailure;
  private Future<?> ready = Future.succeededFuture();
  private long ids;
  private boolean closed;

  public RpcSocketClient(Vertx vertx, RpcServer server, SocketRules rules) {
    this.vertx = vertx;
    this.context = vertx.getOrCreateContext();
    this.server = server;
    this.rules = rules;
    this.pauses = new ReconnectPauses(rules.firstPause(), rules.longestPause(), new Random());
    this.sockets =
        vertx.createWebSocketClient(
            new WebSocketClientOptions()
                .setConnectTimeout((int) rules.connect().toMillis())
                .setReadIdleTimeout((int) rules.silence().toMillis())
                .setIdleTimeoutUnit(TimeUnit.MILLISECONDS)
                .setMaxFrameSize(rules.mostMessageBytes())
                .setMaxMessageSize(rules.mostMessageBytes()));
  }

  @Override
  public String address() {
    return server.endpoint().webSocketUrl();
  }

  @Override
  public <T extends @Nullable Object> Future<T> call(
      String method, byte[] params, Duration limit, ResultReader<T> reader) {
    Promise<T> promise = Promise.promise();
    context.runOnContext(
        now -> start(ids++, method, params, limit, new SocketAnswer<>(vertx, promise, reader)));
    return promise.future();
  }

  /**
   * Calls a method that answers with a channel; its values go to the listener until the channel
   * ends. It is not opened again then: that is for the listener to do.
   *
   * @param limit for the answer, not for the channel
   */
  public <T> Future<RpcSubscription> subscribe(
      String method,
      byte[] params,
      Duration limit,
      ResultReader<T> reader,
      RpcSubscription.Listener<T> listener) {
    Promise<RpcSubscription> promise = Promise.promise();
    context.runOnContext(
        now -> {
          long id = ids++;
          start(
              id,
              method,
              params,
              limit,
              new SocketSubscription<>(vertx, context, id, promise, reader, listener));
        });
    return promise.future();
  }

  @Override
  public Future<Void> close() {
    Promise<Void> promise = Promise.promise();
    context.runOnContext(
        now -> {
          closed = true;
          if (open != null) {
            open.close(new IOException("the client is closed"));
          }
          sockets.close().onComplete(promise);
        });
    return promise.future();
  }

  private void start(
      long id, String method, byte[] params, Duration limit, SocketCall.Outcome outcome) {
    SocketCall call = new SocketCall(vertx, method, limit, outcome);
    if (open == null && lastFailure != null) {
      call.note(lastFailure);
    }
    connection()
        .onFailure(call::fail)
        .onSuccess(
            connected -> {
              if (!call.isEnded()) {
                connected.send(id, method, params, call);
              }
            });
  }

  private Future<RpcConnection> connection() {
    if (closed) {
      return Future.failedFuture(new IOException("the client is closed"));
    }
    if (connection == null) {
      Future<RpcConnection> attempt =
          ready
              .compose(waited -> Handshake.open(vertx, sockets, server, rules.connect()))
              .map(this::opened);
      connection = attempt;
      attempt.onFailure(this::lost);
    }
    return connection;
  }

  private RpcConnection opened(WebSocket socket) {
    log.debug("address={} connected", address());
    RpcConnection opened = new RpcConnection(vertx, socket, rules, this::lost);
    open = opened;
    return opened;
  }

  /** The next attempt comes after a pause, which grows until a connection proves good. */
  private void lost(Throwable reason) {
    if (open != null && open.isProven()) {
      pauses.reset();
    }
    open = null;
    connection = null;
    lastFailure = reason;
    ready = vertx.timer(pauses.next(), TimeUnit.MILLISECONDS);
    log.debug("address={} not connected: {}", address(), reason.getMessage());
  }
}
