package io.damocles.worker;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;

/** The worker's own JSON-RPC port, for {@code damocles-worker worker …} and the manager's CLI. */
final class ControlServer {
  private static final int BODY_LIMIT = 5 << 20;

  private final HttpServer http;

  ControlServer(Vertx vertx, ControlCalls calls) {
    this.http = vertx.createHttpServer().requestHandler(request -> serve(request, calls));
  }

  /** Listens; fails if the port is in use. Answers the port. */
  Future<Integer> listen(String host, int port) {
    return http.listen(port, host).map(HttpServer::actualPort);
  }

  Future<Void> close() {
    return http.close();
  }

  private static void serve(HttpServerRequest request, ControlCalls calls) {
    String type = request.getHeader("content-type");
    if (!request.method().equals(HttpMethod.POST)) {
      request.response().setStatusCode(405).putHeader("allow", "POST").end();
    } else if (type == null || !type.startsWith("application/json")) {
      request.response().setStatusCode(415).end();
    } else {
      Buffer body = Buffer.buffer();
      request.handler(
          chunk -> {
            if (body.length() + chunk.length() > BODY_LIMIT) {
              request.response().setStatusCode(413).end();
              request.connection().close();
            } else {
              body.appendBuffer(chunk);
            }
          });
      request.endHandler(done -> answer(request, calls.answer(body.getBytes())));
    }
  }

  private static void answer(HttpServerRequest request, byte[] json) {
    request
        .response()
        .putHeader("content-type", "application/json; charset=utf-8")
        .end(Buffer.buffer(json).appendByte((byte) '\n'));
  }
}
