package io.damocles.manager;

import io.damocles.job.ClaimRequest;
import io.damocles.job.sql.Claimed;
import io.damocles.time.Timeline;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Workers that wait for a job (long poll), served in their order. All who wait are tried in one
 * write, so that a thousand of them cost as much as one. Used from one context.
 */
final class ClaimQueue {
  private static final Logger log = LoggerFactory.getLogger(ClaimQueue.class);

  private final Timeline timeline;
  private final Function<List<ClaimRequest>, Future<List<List<Claimed>>>> claim;
  private final Function<List<Claimed>, Future<Void>> release;
  private final Set<Waiting> waiting = new LinkedHashSet<>();
  private boolean running;
  private boolean again;
  private boolean drained;

  /**
   * @param claim takes jobs from the table, one answer for each request
   * @param release gives back jobs whose worker left while they were claimed
   */
  ClaimQueue(
      Timeline timeline,
      Function<List<ClaimRequest>, Future<List<List<Claimed>>>> claim,
      Function<List<Claimed>, Future<Void>> release) {
    this.timeline = timeline;
    this.claim = claim;
    this.release = release;
  }

  private static final class Waiting {
    final ClaimRequest request;
    final BooleanSupplier gone;
    final Promise<List<Claimed>> answer = Promise.promise();
    Timeline.@Nullable Timer timer;

    Waiting(ClaimRequest request, BooleanSupplier gone) {
      this.request = request;
      this.gone = gone;
    }
  }

  /**
   * Claims at once, or as soon as there is a job, or answers with nothing after so many
   * milliseconds.
   */
  Future<List<Claimed>> claim(ClaimRequest request, long waitMillis, BooleanSupplier gone) {
    if (drained) {
      return Future.succeededFuture(List.of());
    }
    Waiting one = new Waiting(request, gone);
    waiting.add(one);
    if (waitMillis > 0) {
      one.timer = timeline.after(waitMillis, () -> answer(one, List.of()));
    }
    wake();
    return one.answer.future();
  }

  /** Says that a job may have become ready. */
  void wake() {
    again = true;
    if (!running) {
      round();
    }
  }

  /** Whether a worker waits of which this is true. */
  boolean hasWaiting(Predicate<ClaimRequest> wanted) {
    return waiting.stream().anyMatch(one -> !one.gone.getAsBoolean() && wanted.test(one.request));
  }

  /** How many workers wait. */
  int size() {
    return waiting.size();
  }

  /** Answers all who wait, and all who come later, with nothing. */
  void drain() {
    drained = true;
    List.copyOf(waiting).forEach(one -> answer(one, List.of()));
  }

  private void round() {
    again = false;
    List.copyOf(waiting).stream()
        .filter(one -> one.gone.getAsBoolean())
        .forEach(one -> answer(one, List.of()));
    if (waiting.isEmpty()) {
      return;
    }
    running = true;
    List<Waiting> tried = List.copyOf(waiting);
    claim
        .apply(tried.stream().map(one -> one.request).toList())
        .onSuccess(answers -> settle(tried, answers))
        .onFailure(failure -> fail(tried, failure))
        .onComplete(
            done -> {
              running = false;
              if (again) {
                round();
              }
            });
  }

  private void settle(List<Waiting> tried, List<List<Claimed>> answers) {
    List<Claimed> unwanted = new ArrayList<>();
    for (int i = 0; i < tried.size(); i++) {
      Waiting one = tried.get(i);
      List<Claimed> jobs = answers.get(i);
      if (!jobs.isEmpty() && (!waiting.contains(one) || one.gone.getAsBoolean())) {
        unwanted.addAll(jobs);
        answer(one, List.of());
      } else if (!jobs.isEmpty() || one.timer == null) {
        answer(one, jobs);
      }
    }
    if (!unwanted.isEmpty()) {
      release.apply(unwanted).onFailure(e -> log.warn("release failed: {}", e.getMessage()));
    }
  }

  private void fail(List<Waiting> tried, Throwable failure) {
    for (Waiting one : tried) {
      if (waiting.remove(one)) {
        stopTimer(one);
        one.answer.fail(failure);
      }
    }
  }

  private void answer(Waiting one, List<Claimed> jobs) {
    if (waiting.remove(one)) {
      stopTimer(one);
      one.answer.complete(jobs);
    }
  }

  private static void stopTimer(Waiting one) {
    if (one.timer != null) {
      one.timer.cancel();
    }
  }
}
