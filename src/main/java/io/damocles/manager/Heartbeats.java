package io.damocles.manager;

import io.damocles.job.AttemptId;
import io.damocles.job.AttemptResult;
import io.damocles.job.Progress;
import io.damocles.job.Standing;
import io.damocles.job.sql.Attempts;
import io.damocles.time.Moment;
import io.damocles.time.Timeline;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;

/** What keeps leases alive, and ends those of proofs that hang. Used from one context. */
public final class Heartbeats {
  private final JobService jobs;
  private final ClaimQueue queue;
  private final Results results;
  private final Timeline timeline;
  private final ManagerMetrics metrics;
  private final List<JobListener> listeners;

  Heartbeats(
      JobService jobs,
      ClaimQueue queue,
      Results results,
      Timeline timeline,
      ManagerMetrics metrics,
      List<JobListener> listeners) {
    this.jobs = jobs;
    this.queue = queue;
    this.results = results;
    this.timeline = timeline;
    this.metrics = metrics;
    this.listeners = listeners;
  }

  /**
   * Extends the lease of an attempt; unknown attempts read {@code key not found}, as in damocles.
   */
  public Future<List<Standing>> heartbeat(List<String> ids) {
    Moment now = timeline.now();
    return jobs.write(table -> table.attempts().heartbeats(ids, now))
        .onSuccess(standings -> standings.forEach(this::beaten));
  }

  /**
   * A job's standing after a heartbeat that told progress.
   *
   * @param due until when it must be done; empty if it is unknown
   */
  public record Beaten(Standing standing, Optional<Attempts.Due> due) {}

  /**
   * Extends the lease of one attempt and keeps how far it has come; one that hangs gives way to
   * another worker if there is one ({@link StallRule}).
   *
   * @param silentMillis how long its progress has not changed
   */
  public Future<Beaten> beat(String worker, String id, Progress progress, long silentMillis) {
    Moment now = timeline.now();
    Optional<AttemptId> attempt = AttemptId.parse(id);
    if (attempt.isEmpty()) {
      return Future.succeededFuture(new Beaten(Standing.unknown(), Optional.empty()));
    }
    return jobs.write(
            table -> {
              Standing standing = table.attempts().heartbeat(attempt.get(), progress, now);
              return new Beaten(standing, table.attempts().due(attempt.get()));
            })
        .onSuccess(beaten -> beaten(beaten.standing()))
        .compose(
            beaten ->
                givesWay(worker, beaten, silentMillis, now)
                    ? stop(attempt.get(), StallRule.reason(progress.stage(), silentMillis), beaten)
                    : Future.succeededFuture(beaten));
  }

  private boolean givesWay(String worker, Beaten beaten, long silentMillis, Moment now) {
    return beaten.standing().isDone()
        && beaten.due().filter(Attempts.Due::mayRetry).stream()
            .filter(due -> StallRule.givesWay(due, silentMillis, now.wall()))
            .anyMatch(
                due ->
                    queue.hasWaiting(
                        other ->
                            !other.worker().equals(worker)
                                && other.mayTake(due.miner(), due.proofType())));
  }

  private Future<Beaten> stop(AttemptId attempt, String reason, Beaten beaten) {
    return results
        .end(attempt, new AttemptResult.Failure(reason))
        .map(ended -> new Beaten(Standing.refused(Standing.Kind.STALE, reason), beaten.due()));
  }

  /** A lease began anew, perhaps one that had ended, when nobody waits for its end any more. */
  private void beaten(Standing standing) {
    if (standing.isDone()) {
      listeners.forEach(JobListener::leased);
    } else {
      metrics.fenced();
    }
  }
}
