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
    Promise<Boolean> known = Promise.promise();
    ask(name, known);
    return known.future();
  }

  /** One promise for all tries: a chain of futures would grow for as long as a manager is away. */
  private void ask(String name, Promise<Boolean> known) {
    manager
        .storeBasicInfo(name)
        .onSuccess(info -> known.complete(info.isPresent()))
        .onFailure(failure -> later(name, failure, known));
  }

  private void later(String name, Throwable failure, Promise<Boolean> known) {
    Duration wait = backoff.next();
    log.warn(
        "manager not reached: address={} retryMillis={} cause={}",
        manager.address(),
        wait.toMillis(),
        Failures.text(failure));
    time.after(wait.toMillis(), () -> ask(name, known));
  }
}
