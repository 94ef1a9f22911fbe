package io.damocles.manager;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.damocles.config.ListenAddress;
import io.damocles.config.ManagerConfig;
import io.damocles.config.ManagerConfigLoader;
import io.damocles.job.sql.Database;
import io.damocles.testing.ManualTimeline;
import io.damocles.time.Moment;
import io.damocles.time.Timeline;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;

/**
 * A real manager on a free port, with a clock that the test drives and a verifier that the test
 * decides.
 */
final class ManagerFixture implements AutoCloseable {
  static final long START = 1_700_000_000_000L;

  final ManualTimeline time = new ManualTimeline(START);
  final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
  final Path home;
  private final HttpClient http = HttpClient.newHttpClient();
  private final ObjectMapper json = new ObjectMapper();
  private final Manager manager;

  ManagerFixture(Path home, ProofVerifier verifier) throws IOException {
    this(home, verifier, Optional.empty());
  }

  ManagerFixture(Path home, ProofVerifier verifier, Optional<ProxyOptions> proxy)
      throws IOException {
    this.home = home;
    Path file = home.resolve(ManagerConfigLoader.FILE_NAME);
    if (!Files.exists(file)) {
      Files.writeString(
          file,
          """
          [[Common.PersistStores]]
          Name = "store1"
          Path = "%s"
          """
              .formatted(home));
    }
    ManagerOptions options =
        new ManagerOptions(
            home, home, new ListenAddress("127.0.0.1", 0), true, false, false, false, proxy);
    ManagerConfig config = await(new ManagerConfigLoader(vertx, home, home).load());
    Database database = Database.open(config.common().database().sqliteFile());
    Context context = vertx.getOrCreateContext();
    CompletableFuture<Manager> made = new CompletableFuture<>();
    context.runOnContext(
        go -> {
          Manager built =
              new Manager(
                  vertx, options, config, database, verifier, Optional.empty(), onContext(context));
          built
              .start()
              .onSuccess(started -> made.complete(built))
              .onFailure(made::completeExceptionally);
        });
    manager = made.join();
  }

  /** A manager that takes every proof of the right length whose first byte is 1. */
  static ManagerFixture start(Path home) throws IOException {
    return new ManagerFixture(home, (type, seed, miner, proof, sectors) -> proof[0] == 1);
  }

  private Timeline onContext(Context context) {
    return new Timeline() {
      @Override
      public Moment now() {
        return time.now();
      }

      @Override
      public Timer after(long delayMillis, Runnable task) {
        return time.after(delayMillis, () -> context.runOnContext(go -> task.run()));
      }
    };
  }

  String address() {
    return "127.0.0.1:" + port();
  }

  int port() {
    return manager.port();
  }

  Manager manager() {
    return manager;
  }

  /** Posts a body as it is. */
  HttpResponse<String> post(String body) {
    return postLater(body).join();
  }

  CompletableFuture<HttpResponse<String>> postLater(String body) {
    return http.sendAsync(
        HttpRequest.newBuilder(URI.create("http://" + address() + "/rpc/v0"))
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  HttpResponse<String> get(String path) {
    return http.sendAsync(
            HttpRequest.newBuilder(URI.create("http://" + address() + path)).build(),
            HttpResponse.BodyHandlers.ofString())
        .join();
  }

  /** Waits until so many workers wait for a job. */
  void awaitWaiting(int count) {
    Awaitility.await()
        .until(
            () -> get("/metrics").body().contains("wdpost_claims_waiting %d.0".formatted(count)));
  }

  /** Calls a method and returns the whole answer. */
  JsonNode call(String method, String params) {
    return callLater(method, params).join();
  }

  CompletableFuture<JsonNode> callLater(String method, String params) {
    String body = "{\"id\":1,\"method\":\"Venus.%s\",\"params\":%s}".formatted(method, params);
    return postLater(body).thenApply(response -> parse(response.body()));
  }

  JsonNode result(String method, String params) {
    JsonNode answer = call(method, params);
    if (answer.has("error")) {
      throw new AssertionError(method + ": " + answer);
    }
    return answer.get("result");
  }

  private JsonNode parse(String text) {
    try {
      return json.readTree(text);
    } catch (IOException e) {
      throw new AssertionError(text, e);
    }
  }

  private static <T> T await(Future<T> future) {
    return future.toCompletionStage().toCompletableFuture().join();
  }

  @Override
  public void close() {
    await(manager.stop());
    await(vertx.close());
  }
}
