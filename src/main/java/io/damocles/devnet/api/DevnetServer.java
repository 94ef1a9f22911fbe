package io.damocles.devnet.api;

import io.damocles.config.ListenAddress;
import io.damocles.devnet.execution.ChainException;
import io.damocles.devnet.fault.Faults;
import io.damocles.devnet.fault.FaultyMethod;
import io.damocles.rpc.RpcAccess;
import io.damocles.rpc.RpcDialect;
import io.damocles.rpc.RpcDispatcher;
import io.damocles.rpc.RpcException;
import io.damocles.rpc.RpcHttp;
import io.damocles.rpc.RpcMethod;
import io.damocles.wire.Json;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Serves methods on {@code /rpc/v…}, or a proxy's page if that fault is on. */
public final class DevnetServer {
  private static final Logger log = LoggerFactory.getLogger(DevnetServer.class);

  /** On this path no fault is felt, so that they can be switched off. */
  public static final String SAFE_PATH = "/rpc/devnet";

  private static final String REVERTED_DATA = "\"0x\"";
  private static final int LARGEST_REQUEST = 16 << 20;
  private static final int LARGEST_FRAME = 256 << 20;

  private final Vertx vertx;
  private final RpcAccess access;
  private final Faults faults;
  private final WorkerExecutor large;
  private final Map<String, RpcHttp> byPath = new HashMap<>();
  private @Nullable HttpServer server;

  public DevnetServer(Vertx vertx, RpcAccess access, Faults faults) {
    this.vertx = vertx;
    this.access = access;
    this.faults = faults;
    this.large = vertx.createSharedWorkerExecutor("requests", 1);
  }

  /**
   * Serves methods on a path.
   *
   * @param methods suffer faults
   * @param safe ones that do not
   */
  public void serve(String path, List<RpcMethod> methods, List<RpcMethod> safe) {
    List<RpcMethod> all = new ArrayList<>(safe);
    methods.forEach(method -> all.add(new FaultyMethod(method, faults, vertx)));
    RpcDispatcher dispatcher =
        new RpcDispatcher(RpcDialect.lotus(), Json.factory(), DevnetServer::tellable, all);
    byPath.put(
        path, new RpcHttp(dispatcher, access, large, LARGEST_REQUEST, (method, nanos) -> {}));
  }

  /** Done when the port is open. */
  public Future<Void> listen(ListenAddress address) {
    String host = address.host().isEmpty() ? "0.0.0.0" : address.host();
    return vertx
        .createHttpServer(
            new HttpServerOptions()
                .setMaxWebSocketFrameSize(LARGEST_FRAME)
                .setMaxWebSocketMessageSize(LARGEST_FRAME))
        .requestHandler(this::handle)
        .exceptionHandler(failure -> log.debug("connection: {}", failure.toString()))
        .listen(address.port(), host)
        .onSuccess(listening -> server = listening)
        .recover(
            failure ->
                Future.failedFuture(
                    new IllegalStateException(
                        "cannot listen on %s: %s".formatted(address, failure.getMessage()),
                        failure)))
        .mapEmpty();
  }

  /** The port that is served, once listening. */
  public int port() {
    return server == null ? 0 : server.actualPort();
  }

  /** Ends all connections. */
  public Future<Void> close() {
    return server == null ? Future.succeededFuture() : server.shutdown(1, TimeUnit.SECONDS);
  }

  private void handle(HttpServerRequest request) {
    RpcHttp rpc = byPath.get(request.path());
    if (faults.isHtmlPage() && !SAFE_PATH.equals(request.path())) {
      request
          .response()
          .setStatusCode(502)
          .putHeader("content-type", "text/html")
          .end("<html><body><h1>502 Bad Gateway</h1></body></html>\n");
    } else if (rpc != null) {
      rpc.handle(request);
    } else {
      request
          .response()
          .setStatusCode(404)
          .putHeader("content-type", "text/plain; charset=utf-8")
          .end("404 page not found\n");
    }
  }

  /** What the chain cannot do, the caller is told with the node's text and code. */
  private static Throwable tellable(Throwable failure) {
    if (failure instanceof ChainException known) {
      return new RpcException(
          known.code(),
          String.valueOf(known.getMessage()),
          known.code() == ChainException.REVERTED ? REVERTED_DATA : null);
    }
    return failure instanceof IllegalArgumentException && failure.getMessage() != null
        ? new RpcException(ChainException.ANY, failure.getMessage())
        : failure;
  }
}
