package io.damocles.worker;

import io.damocles.config.ConfigException;
import io.damocles.time.Timeline;
import io.damocles.wire.StoreBasicInfo;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks the manager at start whether it knows all stores, for as long as it takes to reach it. */
final class KnownStores {
  private static final Logger log = LoggerFactory.getLogger(KnownStores.class);

  private final Timeline time;
  private final ManagerClient manager;
  private final Backoff backoff;

  KnownStores(Timeline time, ManagerClient manager, Backoff backoff) {
    this.time = time;
    this.manager = manager;
    this.backoff = backoff;
  }

  /** Fails with a {@link ConfigException} if the manager does not know one of them. */
  Future<Void> check(List<String> names) {
    Future<Void> all = Future.succeededFuture();
    for (String name : names) {
      all = all.compose(known -> check(name));
    }
    return all;
  }

  private Future<Void> check(String name) {
    return manager
        .storeBasicInfo(name)
        .transform(
            answer ->
                answer.succeeded() ? known(name, answer.result()) : later(name, answer.cause()));
  }

  private Future<Void> known(String name, Optional<StoreBasicInfo> info) {
    return info.isPresent()
        ? Future.succeededFuture()
        : Future.failedFuture(
            new ConfigException(
                "attached: the manager at " + manager.address() + " knows no store named " + name));
  }

  private Future<Void> later(String name, Throwable failure) {
    Duration wait = backoff.next();
    log.warn(
        "manager not reached: address={} retryMillis={} cause={}",
        manager.address(),
        wait.toMillis(),
        Failures.text(failure));
    Promise<Void> again = Promise.promise();
    time.after(wait.toMillis(), () -> check(name).onComplete(again));
    return again.future();
  }
}
