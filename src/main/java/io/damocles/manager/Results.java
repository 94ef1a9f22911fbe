package io.damocles.manager;

import io.damocles.job.AttemptId;
import io.damocles.job.AttemptResult;
import io.damocles.job.Standing;
import io.damocles.job.sql.Attempts;
import io.damocles.job.sql.GroupCommit;
import io.damocles.job.sql.JobReader;
import io.damocles.time.Moment;
import io.damocles.time.Timeline;
import io.damocles.wire.JobOutput;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How attempts end: their outputs are verified, stored and told. Used from one context. */
final class Results {
  private static final Logger log = LoggerFactory.getLogger(Results.class);

  private final JobReader reader;
  private final ProofCheck check;
  private final Function<GroupCommit.Write<Attempts.Ending>, Future<Attempts.Ending>> write;
  private final Timeline timeline;
  private final ManagerMetrics metrics;
  private final List<JobListener> listeners;

  /**
   * @param write runs a write of the job table
   * @param listeners are told of each end; more may be added later
   */
  Results(
      JobReader reader,
      ProofCheck check,
      Function<GroupCommit.Write<Attempts.Ending>, Future<Attempts.Ending>> write,
      Timeline timeline,
      ManagerMetrics metrics,
      List<JobListener> listeners) {
    this.reader = reader;
    this.check = check;
    this.write = write;
    this.timeline = timeline;
    this.metrics = metrics;
    this.listeners = listeners;
  }

  /** Ends an attempt with its output, or with what is wrong with it. */
  Future<Standing> finish(AttemptId attempt, JobOutput output) {
    return reader.held(attempt.job()).compose(held -> finish(attempt, held, output));
  }

  private Future<Standing> finish(
      AttemptId attempt, Optional<JobReader.Held> held, JobOutput output) {
    return verified(attempt, held, output)
        .compose(
            result ->
                end(attempt, result)
                    .onSuccess(standing -> proven(standing, held, result, output))
                    .map(standing -> told(standing, result)));
  }

  private void proven(
      Standing standing, Optional<JobReader.Held> held, AttemptResult result, JobOutput output) {
    if (standing.kind() == Standing.Kind.ACCEPTED
        && result instanceof AttemptResult.Success
        && held.isPresent()) {
      metrics.proven(output, timeline.now().wall() - held.get().startedAt());
    }
  }

  private Future<AttemptResult> verified(
      AttemptId attempt, Optional<JobReader.Held> held, JobOutput output) {
    if (held.isEmpty() || held.get().fence() != attempt.attempt()) {
      // The write will refuse it with the exact reason; a proof nobody waits for is not worth a
      // verification.
      return Future.succeededFuture(check.unchecked(output));
    }
    return check.check(attempt, held.get(), output);
  }

  /** Ends an attempt with its result. */
  Future<Standing> end(AttemptId attempt, AttemptResult result) {
    Moment now = timeline.now();
    return write
        .apply(table -> table.attempts().finish(attempt, result, now))
        .map(
            ending -> {
              ended(attempt, result, ending);
              return ending.standing();
            });
  }

  private void ended(AttemptId attempt, AttemptResult result, Attempts.Ending ending) {
    Standing standing = ending.standing();
    if (!standing.isDone()) {
      metrics.fenced();
    }
    if (standing.kind() == Standing.Kind.REPEATED) {
      log.debug("job={} attempt={} finished again", attempt.job(), attempt.attempt());
      return;
    }
    if (standing.kind() != Standing.Kind.ACCEPTED) {
      log.warn(
          "job={} attempt={} finish refused: {} {}",
          attempt.job(),
          attempt.attempt(),
          standing.kind(),
          standing.message());
      return;
    }
    metrics.finished(result);
    if (result instanceof AttemptResult.Failure failure) {
      log.warn("job={} attempt={} failed: {}", attempt.job(), attempt.attempt(), failure.reason());
      listeners.forEach(listener -> listener.retries(ending.retryAt()));
    } else if (result instanceof AttemptResult.Success success) {
      log.info(
          "job={} attempt={} succeeded faults={}",
          attempt.job(),
          attempt.attempt(),
          success.faults());
    }
    listeners.forEach(listener -> listener.finished(attempt.job()));
  }

  /** A worker whose proof was found wrong is told so; one that reported its own failure knows. */
  private static Standing told(Standing standing, AttemptResult result) {
    return standing.isDone() && result instanceof AttemptResult.Failure failure
        ? Standing.refused(Standing.Kind.STALE, failure.reason())
        : standing;
  }
}
