package io.damocles.rpc;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.UpgradeRejectedException;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketConnectOptions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Opens a WebSocket within a time limit and says why it did not open. */
final class Handshake {
  private static final int SHOWN = 100;

  private Handshake() {}

  static Future<WebSocket> open(
      Vertx vertx, WebSocketClient client, RpcServer server, Duration limit) {
    WebSocketConnectOptions options = new WebSocketConnectOptions();
    server.address(options);
    options.setTimeout(limit.toMillis()).setConnectTimeout(limit.toMillis());
    Promise<WebSocket> promise = Promise.promise();
    long timer =
        vertx.setTimer(
            limit.toMillis(),
            fired ->
                promise.tryFail(
                    new IOException("no WebSocket within " + limit.toMillis() + " ms")));
    client
        .connect(options)
        .onFailure(failure -> promise.tryFail(explained(failure)))
        .onSuccess(
            socket -> {
              if (!promise.tryComplete(socket)) {
                socket.close();
              }
            });
    return promise.future().onComplete(done -> vertx.cancelTimer(timer));
  }

  private static Throwable explained(Throwable failure) {
    if (!(failure instanceof UpgradeRejectedException rejected)) {
      return failure;
    }
    String where = rejected.getHeaders() == null ? null : rejected.getHeaders().get("location");
    String body =
        rejected.getBody() == null ? "" : rejected.getBody().toString(StandardCharsets.UTF_8);
    String shown = body.substring(0, Math.min(body.length(), SHOWN)).replaceAll("\\p{Cntrl}", " ");
    return new RpcStatusException(
        rejected.getStatus(),
        "HTTP status "
            + rejected.getStatus()
            + " instead of a WebSocket"
            + (where == null ? "" : ", to " + where)
            + (shown.isEmpty() ? "" : ": " + shown));
  }
}
