package io.damocles.worker;

import io.damocles.config.ConfigException;
import io.damocles.time.Timeline;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks the manager at start whether it knows all stores, for as long as it takes to reach it. */
final class KnownStores {
  private static final Logger log = LoggerFactory.getLogger(KnownStores.class);

  private static final Future<Void> DONE = Future.succeededFuture();

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
    return known(names)
        .compose(known -> known.size() == names.size() ? DONE : refuse(names, known));
  }

  /**
   * For one of several managers, whose stores may be others': fails with a {@link ConfigException}
   * if the manager knows none of them.
   */
  Future<Void> checkAny(List<String> names) {
    return known(names)
        .compose(
            known -> {
              if (known.isEmpty()) {
                return refuse(names, known);
              }
              if (known.size() < names.size()) {
                log.warn("{}; give them the key manager = \"…\"", refusal(names, known));
              }
              return DONE;
            });
  }

  private Future<List<String>> known(List<String> names) {
    Future<List<String>> all = Future.succeededFuture(new ArrayList<>());
    for (String name : names) {
      all =
          all.compose(
              known ->
                  isKnown(name)
                      .map(
                          yes -> {
                            if (yes) {
                              known.add(name);
                            }
                            return known;
                          }));
    }
    return all;
  }

  private Future<Void> refuse(List<String> names, List<String> known) {
    return Future.failedFuture(new ConfigException(refusal(names, known)));
  }

  private String refusal(List<String> names, List<String> known) {
    return names.stream()
        .filter(name -> !known.contains(name))
        .collect(
            Collectors.joining(
                ", ",
                "attached: the manager at " + manager.address() + " knows no store named ",
                ""));
  }

  private Future<Boolean> isKnown(String name) {
    return manager
        .storeBasicInfo(name)
        .transform(
            answer ->
                answer.succeeded()
                    ? Future.succeededFuture(answer.result().isPresent())
                    : later(name, answer.cause()));
  }

  private Future<Boolean> later(String name, Throwable failure) {
    Duration wait = backoff.next();
    log.warn(
        "manager not reached: address={} retryMillis={} cause={}",
        manager.address(),
        wait.toMillis(),
        Failures.text(failure));
    Promise<Boolean> again = Promise.promise();
    time.after(wait.toMillis(), () -> isKnown(name).onComplete(again));
    return again.future();
  }
}
