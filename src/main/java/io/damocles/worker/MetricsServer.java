package io.damocles.worker;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;

/** The port that Prometheus reads: GET of any path answers the worker's figures. */
final class MetricsServer {
  private final HttpServer http;

  MetricsServer(Vertx vertx, WorkerMeters meters) {
    this.http = vertx.createHttpServer().requestHandler(request -> serve(request, meters));
  }

  /** Listens; fails if the port is in use. Answers the port. */
  Future<Integer> listen(String host, int port) {
    return http.listen(port, host.isEmpty() ? "0.0.0.0" : host).map(HttpServer::actualPort);
  }

  Future<Void> close() {
    return http.close();
  }

  private static void serve(HttpServerRequest request, WorkerMeters meters) {
    if (!request.method().equals(HttpMethod.GET)) {
      request.response().setStatusCode(405).putHeader("allow", "GET").end();
      return;
    }
    request
        .response()
        .putHeader("content-type", "text/plain; version=0.0.4; charset=utf-8")
        .end(meters.scrape());
  }
}
