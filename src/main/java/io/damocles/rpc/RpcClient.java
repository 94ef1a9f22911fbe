package io.damocles.rpc;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;

/** Calls one JSON-RPC server over HTTP; each call has a time limit. */
public final class RpcClient {
  private static final int CONNECTIONS = 256;
  private static final int CONNECT_MILLIS = 5_000;
  private static final int KEEP_ALIVE_SECONDS = 20;
  private static final int LARGE_ANSWER = 256 << 10;

  private final Vertx vertx;
  private final Endpoint endpoint;
  private final Optional<String> token;
  private final HttpClient http;
  private final AtomicLong ids = new AtomicLong();

  /**
   * A client that connects when first called.
   *
   * @param token sent as {@code Authorization: Bearer}
   */
  public RpcClient(Vertx vertx, Endpoint endpoint, Optional<String> token) {
    this.vertx = vertx;
    this.endpoint = endpoint;
    this.token = token;
    this.http =
        vertx.createHttpClient(
            new HttpClientOptions()
                .setConnectTimeout(CONNECT_MILLIS)
                .setKeepAliveTimeout(KEEP_ALIVE_SECONDS),
            new PoolOptions().setHttp1MaxSize(CONNECTIONS));
  }

  public Endpoint endpoint() {
    return endpoint;
  }

  /**
   * Calls a method and answers the JSON of its result, whatever the HTTP status. The future fails
   * with {@link RpcException} if the server answered with an error, and with anything else if it
   * did not answer in time or not in JSON-RPC.
   *
   * @param params a JSON array
   */
  public Future<byte[]> call(String method, byte[] params, Duration limit) {
    byte[] request = RpcEnvelope.request(ids.getAndIncrement(), method, params);
    return http.request(options(limit))
        .compose(open -> exchange(open, Buffer.buffer(request), method, limit))
        .compose(this::result);
  }

  /** Closes all connections; running calls fail. */
  public Future<Void> close() {
    return http.close();
  }

  private RequestOptions options(Duration limit) {
    RequestOptions options =
        new RequestOptions()
            .setMethod(HttpMethod.POST)
            .setHost(endpoint.host())
            .setPort(endpoint.port())
            .setSsl(endpoint.tls())
            .setURI(Endpoint.PATH)
            .setConnectTimeout(limit.toMillis())
            .putHeader("content-type", "application/json")
            .putHeader("accept", "application/json");
    token.ifPresent(secret -> options.putHeader("authorization", "Bearer " + secret));
    return options;
  }

  private Future<Buffer> exchange(
      HttpClientRequest request, Buffer body, String method, Duration limit) {
    long timer = vertx.setTimer(limit.toMillis(), fired -> request.reset());
    return request
        .send(body)
        .compose(HttpClientResponse::body)
        .transform(
            answer -> {
              boolean late = !vertx.cancelTimer(timer);
              return answer.failed() && late
                  ? Future.failedFuture(late(method, limit))
                  : Future.future(promise -> promise.handle(answer));
            });
  }

  private static TimeoutException late(String method, Duration limit) {
    return new TimeoutException("no answer to " + method + " within " + limit.toMillis() + " ms");
  }

  private Future<byte[]> result(Buffer answer) {
    if (answer.length() > LARGE_ANSWER) {
      return vertx.executeBlocking(() -> RpcEnvelope.result(answer.getBytes()), false);
    }
    try {
      return Future.succeededFuture(RpcEnvelope.result(answer.getBytes()));
    } catch (java.io.IOException | RpcException e) {
      return Future.failedFuture(e);
    }
  }
}
