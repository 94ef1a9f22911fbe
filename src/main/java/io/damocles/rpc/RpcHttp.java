package io.damocles.rpc;

import io.vertx.core.Future;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** JSON-RPC over HTTP (any method with a body) and over WebSocket, on one path. */
public final class RpcHttp {
  private static final Logger log = LoggerFactory.getLogger(RpcHttp.class);

  /** Bodies above this are read on a worker thread, so that no other call waits for them. */
  private static final int LARGE = 32 << 10;

  private final RpcDispatcher dispatcher;
  private final RpcAccess access;
  private final WorkerExecutor large;
  private final long limit;
  private final Observer observer;
  private final MemoryBudget budget;

  /**
   * @param large runs the reading of large bodies
   * @param limit largest body in bytes, and how many bytes of large bodies are read at the same
   *     time
   */
  public RpcHttp(RpcDispatcher dispatcher, WorkerExecutor large, long limit, Observer observer) {
    this(dispatcher, RpcAccess.open(), large, limit, observer);
  }

  /** See the other constructor; {@code access} decides who may call. */
  public RpcHttp(
      RpcDispatcher dispatcher,
      RpcAccess access,
      WorkerExecutor large,
      long limit,
      Observer observer) {
    this.access = access;
    this.dispatcher = dispatcher;
    this.large = large;
    this.limit = limit;
    this.observer = observer;
    this.budget = new MemoryBudget(limit);
  }

  /** Is told of each call when it has been answered. */
  public interface Observer {
    void answered(String method, long nanos);
  }

  /** Answers a request, or opens a WebSocket if it asks for one. */
  public void handle(HttpServerRequest request) {
    Optional<Set<RpcPermission>> rights = access.rights(request);
    if (rights.isEmpty()) {
      request
          .response()
          .setStatusCode(401)
          .putHeader("content-type", "application/json")
          .end(access.refusal());
      return;
    }
    String connection = request.getHeader("connection");
    if (connection != null && connection.toLowerCase(Locale.ROOT).contains("upgrade")) {
      RpcWebSocket.open(request, this, rights.get());
      return;
    }
    RequestBody.read(request, limit, budget)
        .compose(
            body ->
                dispatch(body.bytes(), new Caller(new HttpPeer(request, rights.get())))
                    .onComplete(parsed -> body.release())
                    .compose(RpcDispatcher.Handled::response))
        .onSuccess(response -> send(request.response(), response))
        .onFailure(failure -> refuse(request, failure));
  }

  private Future<RpcDispatcher.Handled> dispatch(byte[] body, Caller caller) {
    return observe(body, () -> dispatcher.handleBody(body, caller));
  }

  /** Answers one frame of a WebSocket. */
  Future<RpcDispatcher.Handled> frame(byte[] body, Caller caller) {
    return observe(body, () -> dispatcher.handle(body, caller));
  }

  Future<RpcResponse> responseTo(RpcDispatcher.Handled call, Caller caller) {
    return dispatcher.responseTo(call, caller);
  }

  boolean dropsUnreadable() {
    return dispatcher.dialect().dropsUnreadable();
  }

  private Future<RpcDispatcher.Handled> observe(
      byte[] body, Callable<RpcDispatcher.Handled> handling) {
    long start = System.nanoTime();
    Future<RpcDispatcher.Handled> handled =
        body.length > LARGE ? large.executeBlocking(handling, false) : now(handling);
    return handled.onSuccess(
        call -> call.response().onComplete(done -> observed(call.method(), start)));
  }

  private static <T> Future<T> now(Callable<T> action) {
    try {
      return Future.succeededFuture(action.call());
    } catch (Exception e) {
      return Future.failedFuture(e);
    }
  }

  private record HttpPeer(HttpServerRequest request, Set<RpcPermission> rights) implements RpcPeer {
    @Override
    public boolean isGone() {
      return request.response().closed();
    }

    @Override
    public void drop() {
      request.connection().close();
    }
  }

  private void observed(String method, long start) {
    long nanos = System.nanoTime() - start;
    observer.answered(method, nanos);
    log.debug("method={} millis={}", method, TimeUnit.NANOSECONDS.toMillis(nanos));
  }

  private static void send(HttpServerResponse http, RpcResponse response) {
    if (http.closed()) {
      response.delivery().ended(false);
      return;
    }
    http.setStatusCode(response.status())
        .putHeader("content-type", "application/json")
        .end(response.body())
        .onComplete(sent -> response.delivery().ended(sent.succeeded()));
  }

  private static void refuse(HttpServerRequest request, Throwable failure) {
    HttpServerResponse http = request.response();
    if (http.closed() || http.ended() || failure instanceof HttpClosedException) {
      log.debug("client={} left: {}", request.remoteAddress(), failure.getMessage());
      return;
    }
    log.warn("client={} request refused: {}", request.remoteAddress(), failure.getMessage());
    String text =
        "{\"jsonrpc\":\"2.0\",\"id\":null,\"error\":{\"code\":-32600,\"message\":\"%s\"}}\n"
            .formatted(failure.getMessage());
    http.setStatusCode(failure instanceof RequestBody.TooLarge ? 413 : 400)
        .putHeader("content-type", "application/json")
        .putHeader("connection", "close")
        .end(text)
        .onComplete(end -> request.connection().close());
  }
}
