package io.damocles.manager;

import io.damocles.rpc.RpcClient;
import io.damocles.rpc.RpcServer;
import io.damocles.sector.SectorStores;
import io.damocles.time.Timeline;
import io.damocles.wire.Json;
import io.damocles.wire.SectorIndexLocation;
import io.damocles.wire.SectorRef;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The other manager's index of sectors. While it does not answer it is left alone for a while, so
 * that it costs nobody more than one time limit. Used from the manager's context.
 */
final class SectorSource {
  private static final Logger log = LoggerFactory.getLogger(SectorSource.class);
  private static final Duration LIMIT = Duration.ofSeconds(5);
  private static final Duration REST = Duration.ofSeconds(30);
  private static final int MOST_ANSWER_BYTES = 1 << 20;

  /** Two managers that ask each other end here. */
  private static final int MOST_OPEN = 64;

  private final RpcClient rpc;
  private final Timeline timeline;
  private @Nullable String trouble;
  private long restUntil;
  private int open;

  SectorSource(Vertx vertx, Timeline timeline, ProxyOptions options) {
    this.timeline = timeline;
    rpc =
        new RpcClient(
            vertx,
            new RpcServer(options.endpoint(), options.token(), Map.of()),
            MOST_ANSWER_BYTES,
            options.authorities());
  }

  /** It does not answer; the message says who, since when it is left alone, and why. */
  static final class Away extends IOException {
    Away(String message) {
      super(message);
    }
  }

  String address() {
    return rpc.address();
  }

  /** Tells once at the start whether it answers. */
  void greet() {
    rpc.call("Venus.Version", Json.write(List.of()), LIMIT)
        .onSuccess(
            version ->
                log.info(
                    "sectors are asked of proxy={} version={}",
                    address(),
                    new String(version, StandardCharsets.UTF_8)))
        .onFailure(this::failed);
  }

  /** The stores that it names for a sector; nothing if it has none, {@link Away} if it is away. */
  Future<Optional<SectorStores>> find(long miner, long number, boolean upgrade) {
    if (trouble != null && timeline.now().steady() < restUntil) {
      return Future.failedFuture(away(trouble));
    }
    if (open >= MOST_OPEN) {
      return Future.failedFuture(away(MOST_OPEN + " questions wait for it already"));
    }
    open++;
    byte[] params =
        Json.write(List.of(upgrade ? "upgrade" : "normal", new SectorRef(miner, number)));
    return rpc.call("Venus.SectorIndexerFind", params, LIMIT)
        .compose(SectorSource::location)
        .onComplete(done -> open--)
        .onSuccess(found -> answered())
        .recover(failure -> Future.failedFuture(failed(failure)));
  }

  Future<Void> close() {
    return rpc.close();
  }

  private static Future<Optional<SectorStores>> location(byte[] json) {
    try {
      SectorIndexLocation found = Json.read(json, SectorIndexLocation.class);
      return Future.succeededFuture(
          Optional.of(found)
              .filter(SectorIndexLocation::found)
              .map(place -> place.instance())
              .map(stores -> new SectorStores(stores.sealedFile(), stores.cacheDir())));
    } catch (IOException e) {
      return Future.failedFuture(e);
    }
  }

  private void answered() {
    if (trouble != null) {
      trouble = null;
      log.info("proxy={} answers again", address());
    }
  }

  private Away failed(Throwable failure) {
    String why = String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
    if (trouble == null) {
      log.warn(
          "proxy={} does not answer, sectors are looked for in the stores here: cause={}",
          address(),
          why);
    }
    trouble = why;
    restUntil = timeline.now().steady() + REST.toMillis();
    return away(why);
  }

  private Away away(String why) {
    return new Away("the manager at %s (--proxy) does not answer: %s".formatted(address(), why));
  }
}
