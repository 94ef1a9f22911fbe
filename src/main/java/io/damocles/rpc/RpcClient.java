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
import io.vertx.core.net.PemTrustOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Calls one JSON-RPC server over HTTP; each call has a time limit. */
public final class RpcClient implements RpcCaller {
  /** The longest answer that is read, in bytes: several times all sectors of a large miner. */
  public static final int MOST_ANSWER_BYTES = 256 << 20;

  private static final int CONNECTIONS = 256;
  private static final int CONNECT_MILLIS = 5_000;
  private static final int KEEP_ALIVE_SECONDS = 20;

  private final Vertx vertx;
  private final RpcServer server;
  private final int mostAnswerBytes;
  private final HttpClient http;
  private final AtomicLong ids = new AtomicLong();

  /**
   * A client that connects when first called.
   *
   * @param token sent as {@code Authorization: Bearer}
   */
  public RpcClient(Vertx vertx, Endpoint endpoint, Optional<String> token) {
    this(vertx, new RpcServer(endpoint, token, Map.of()), MOST_ANSWER_BYTES);
  }

  /** A client that connects when first called; longer answers are broken off. */
  public RpcClient(Vertx vertx, RpcServer server, int mostAnswerBytes) {
    this(vertx, server, mostAnswerBytes, Optional.empty());
  }

  /**
   * A client that connects when first called; see the other constructors.
   *
   * @param authorities PEM file of the certificates that TLS trusts, instead of the system's
   */
  public RpcClient(Vertx vertx, RpcServer server, int mostAnswerBytes, Optional<Path> authorities) {
    this.vertx = vertx;
    this.server = server;
    this.mostAnswerBytes = mostAnswerBytes;
    HttpClientOptions options =
        new HttpClientOptions()
            .setConnectTimeout(CONNECT_MILLIS)
            .setKeepAliveTimeout(KEEP_ALIVE_SECONDS);
    authorities.ifPresent(
        file -> options.setTrustOptions(new PemTrustOptions().addCertPath(file.toString())));
    this.http = vertx.createHttpClient(options, new PoolOptions().setHttp1MaxSize(CONNECTIONS));
  }

  public Endpoint endpoint() {
    return server.endpoint();
  }

  @Override
  public String address() {
    return server.endpoint().url();
  }

  /**
   * Calls a method and answers the JSON of its result, whatever the HTTP status; fails as {@link
   * RpcCaller} says.
   *
   * @param params a JSON array
   */
  public Future<byte[]> call(String method, byte[] params, Duration limit) {
    return call(
        method,
        params,
        limit,
        (json, offset, length) -> Arrays.copyOfRange(json, offset, offset + length));
  }

  @Override
  public <T extends @Nullable Object> Future<T> call(
      String method, byte[] params, Duration limit, ResultReader<T> reader) {
    byte[] request = RpcEnvelope.request(ids.getAndIncrement(), method, params);
    return http.request(options(limit))
        .compose(open -> exchange(open, Buffer.buffer(request), method, limit))
        .compose(answer -> result(answer, reader));
  }

  @Override
  public Future<Void> close() {
    return http.close();
  }

  private record Answer(int status, String reason, Buffer body) {}

  private RequestOptions options(Duration limit) {
    RequestOptions options = new RequestOptions();
    server.address(options);
    return options
        .setMethod(HttpMethod.POST)
        .setConnectTimeout(limit.toMillis())
        .putHeader("content-type", "application/json")
        .putHeader("accept", "application/json");
  }

  private Future<Answer> exchange(
      HttpClientRequest request, Buffer body, String method, Duration limit) {
    long timer = vertx.setTimer(limit.toMillis(), fired -> request.reset());
    return request
        .send(body)
        .compose(response -> whole(request, response))
        .transform(
            answer -> {
              boolean late = !vertx.cancelTimer(timer);
              return answer.failed() && late
                  ? Future.failedFuture(late(method, limit))
                  : Future.future(promise -> promise.handle(answer));
            });
  }

  private Future<Answer> whole(HttpClientRequest request, HttpClientResponse response) {
    return AnswerBody.read(request, response, mostAnswerBytes)
        .map(body -> new Answer(response.statusCode(), response.statusMessage(), body));
  }

  static TimeoutException late(String method, Duration limit) {
    return new TimeoutException("no answer to " + method + " within " + limit.toMillis() + " ms");
  }

  private <T extends @Nullable Object> Future<T> result(Answer answer, ResultReader<T> reader) {
    if (answer.body().length() > RpcFrame.LARGE) {
      return vertx.executeBlocking(() -> read(answer, reader), false);
    }
    try {
      return Future.succeededFuture(read(answer, reader));
    } catch (IOException | RpcException e) {
      return Future.failedFuture(e);
    }
  }

  private static <T extends @Nullable Object> T read(Answer answer, ResultReader<T> reader)
      throws IOException {
    RpcEnvelope.Result result;
    try {
      result = RpcEnvelope.result(answer.body().getBytes());
    } catch (IOException notJsonRpc) {
      if (answer.status() < 300) {
        throw notJsonRpc;
      }
      throw new RpcStatusException(
          answer.status(),
          "HTTP status %d %s: %s"
              .formatted(answer.status(), answer.reason(), notJsonRpc.getMessage()));
    }
    return result.read(reader);
  }
}
