package io.damocles.worker;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import org.jspecify.annotations.Nullable;

/** The worker's own JSON-RPC port, for {@code damocles-worker worker …} and the manager's CLI. */
final class ControlServer {
  private static final int BODY_LIMIT = 5 << 20;
  private static final String JSON = "application/json";

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
    if (!request.method().equals(HttpMethod.POST)) {
      request.response().putHeader("allow", "POST");
      refuse(request, 405, "only POST is answered here");
    } else if (!isJson(request.getHeader("content-type"))) {
      refuse(request, 415, "the content type must be " + JSON);
    } else {
      Buffer body = Buffer.buffer();
      request.handler(chunk -> append(request, body, chunk));
      request.endHandler(done -> answer(request, calls.answer(body.getBytes())));
    }
  }

  /** No form of a web page can send this type, and no script without asking first. */
  private static boolean isJson(@Nullable String type) {
    return type != null && type.split(";", 2)[0].strip().equalsIgnoreCase(JSON);
  }

  private static void append(HttpServerRequest request, Buffer body, Buffer chunk) {
    if (request.response().ended()) {
      return;
    }
    if (body.length() + chunk.length() <= BODY_LIMIT) {
      body.appendBuffer(chunk);
      return;
    }
    request.response().putHeader("connection", "close");
    refuse(request, 413, "a request has at most " + BODY_LIMIT + " bytes");
  }

  private static void refuse(HttpServerRequest request, int status, String why) {
    request
        .response()
        .setStatusCode(status)
        .putHeader("content-type", "text/plain; charset=utf-8")
        .end(why + "\n");
  }

  private static void answer(HttpServerRequest request, byte[] json) {
    if (request.response().ended()) {
      return;
    }
    Buffer body = Buffer.buffer(json);
    request
        .response()
        .putHeader("content-type", JSON + "; charset=utf-8")
        .end(json.length == 0 ? body : body.appendByte((byte) '\n'));
  }
}
