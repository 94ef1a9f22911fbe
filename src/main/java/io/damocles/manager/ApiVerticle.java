package io.damocles.manager;

import io.damocles.config.ListenAddress;
import io.damocles.config.ManagerConfig.Tls;
import io.damocles.rpc.RpcHttp;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.ServerSSLOptions;
import io.vertx.ext.web.Router;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Serves the API, the metrics and the health check on one port. */
final class ApiVerticle extends VerticleBase {
  private static final Logger log = LoggerFactory.getLogger(ApiVerticle.class);
  private static final String RPC_PATH = "/rpc/v0";
  private static final int IDLE_SECONDS = 180;
  private static final int GRACE_SECONDS = 3;

  private final ListenAddress listen;
  private final RpcHttp rpc;
  private final MetricsPage metrics;
  private final Optional<Tls> tls;
  private @Nullable HttpServer server;

  ApiVerticle(ListenAddress listen, Optional<Tls> tls, RpcHttp rpc, MetricsPage metrics) {
    this.listen = listen;
    this.tls = tls;
    this.rpc = rpc;
    this.metrics = metrics;
  }

  /** The port that is served, once started. */
  int port() {
    return server == null ? 0 : server.actualPort();
  }

  @Override
  public Future<?> start() {
    Router router = Router.router(vertx);
    router
        .get("/healthcheck")
        .handler(
            context ->
                context
                    .response()
                    .putHeader("content-type", "application/json; charset=utf-8")
                    .end("{\"status\":\"OK\"}\n"));
    router.get("/metrics").handler(metrics::handle);
    String host = listen.host().isEmpty() ? "0.0.0.0" : listen.host();
    return vertx
        .createHttpServer(options())
        .requestHandler(request -> serve(request, router))
        .exceptionHandler(failure -> log.debug("connection: {}", failure.toString()))
        .listen(listen.port(), host)
        .onSuccess(
            listening -> {
              server = listening;
              tls.ifPresent(files -> log.info("TLS certificate={}", files.certificate()));
              log.info("listening on {}:{}", host, listening.actualPort());
            })
        .recover(
            failure ->
                Future.failedFuture(
                    new IllegalStateException(
                        "cannot listen on %s: %s".formatted(listen, failure.getMessage()),
                        failure)));
  }

  private void serve(HttpServerRequest request, Router pages) {
    if (RPC_PATH.equals(request.path())) {
      rpc.handle(request);
    } else {
      pages.handle(request);
    }
  }

  @Override
  public Future<?> stop() {
    return server == null
        ? Future.succeededFuture()
        : server.shutdown(GRACE_SECONDS, TimeUnit.SECONDS);
  }

  /**
   * Takes a renewed certificate; connections that are open keep theirs. Fails if TLS is to begin or
   * to end, which takes a restart.
   */
  Future<Void> renew(Optional<Tls> renewed) {
    if (renewed.isPresent() != tls.isPresent()) {
      return Future.failedFuture("TLS begins and ends at a restart only");
    }
    if (server == null || renewed.isEmpty()) {
      return Future.succeededFuture();
    }
    Tls files = renewed.get();
    return server
        // The paths are the same, and Vert.x would keep what it has read from them.
        .updateSSLOptions(new ServerSSLOptions().setKeyCertOptions(pem(files)), true)
        .onSuccess(done -> log.info("certificate read again file={}", files.certificate()))
        .mapEmpty();
  }

  private HttpServerOptions options() {
    HttpServerOptions options = plainOptions();
    tls.ifPresent(files -> options.setSsl(true).setKeyCertOptions(pem(files)));
    return options;
  }

  private static PemKeyCertOptions pem(Tls files) {
    return new PemKeyCertOptions()
        .setCertPath(files.certificate().toString())
        .setKeyPath(files.privateKey().toString());
  }

  private static HttpServerOptions plainOptions() {
    return new HttpServerOptions()
        .setIdleTimeout(IDLE_SECONDS)
        .setIdleTimeoutUnit(TimeUnit.SECONDS)
        .setTcpKeepAlive(true)
        .setHandle100ContinueAutomatically(true)
        .setMaxWebSocketFrameSize(HeapShares.LARGEST_REQUEST)
        .setMaxWebSocketMessageSize(HeapShares.LARGEST_REQUEST);
  }
}
