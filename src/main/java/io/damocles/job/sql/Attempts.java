package io.damocles.job.sql;

import io.damocles.job.AttemptId;
import io.damocles.job.AttemptResult;
import io.damocles.job.JobRules;
import io.damocles.job.JobState;
import io.damocles.job.NewJob;
import io.damocles.job.Progress;
import io.damocles.job.Standing;
import io.damocles.job.Standing.Kind;
import io.damocles.time.Moment;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What a worker may say of the attempt it holds; every write is fenced by the attempt's number
 * (design D2).
 */
public final class Attempts {
  private static final String BEAT =
      """
      UPDATE job SET lease_until = ?, heartbeat_at = ?, updated_at = ?
      WHERE id = ? AND fence = ? AND state = 'running' AND close_at > ?""";
  private static final String REVIVE =
      """
      UPDATE job SET state = 'running', lease_until = ?, heartbeat_at = ?, updated_at = ?, started_at = ?,
        finished_at = 0, error = ''
      WHERE id = ? AND fence = ? AND close_at > ?""";
  private static final String PROGRESS =
      "UPDATE job SET stage = ?, stage_done = ?, stage_total = ? WHERE id = ? AND fence = ?";
  private static final String SUCCEED =
      """
      UPDATE job SET state = 'succeeded', fence = 0, faults = ?, error = '', finished_at = ?, updated_at = ?
      WHERE id = ? AND fence = ? AND close_at > ?""";
  private static final String KEEP_OUTPUT =
      "INSERT INTO job_output (job, attempt, body) VALUES (?, ?, ?)";
  private static final String RETRY =
      """
      UPDATE job SET state = 'ready', fence = 0, error = ?, not_before = ?, started_at = 0, finished_at = 0,
        updated_at = ?
      WHERE id = ? AND fence = ?""";
  private static final String FAIL =
      """
      UPDATE job SET state = 'failed', fence = 0, error = ?, finished_at = ?, updated_at = ?
      WHERE id = ? AND fence = ?""";
  private static final String RELEASE =
      """
      UPDATE job SET state = 'ready', fence = 0, tries = tries - 1, error = '', not_before = 0, started_at = 0,
        worker = '', updated_at = ?
      WHERE id = ? AND fence = ? AND state = 'running'""";
  private static final String HELD =
      "SELECT tries, close_at FROM job WHERE id = ? AND fence = ? AND close_at > ?";
  private static final String LOOK =
      """
      SELECT job.state, job.attempt, job_attempt.outcome, job_attempt.reason
      FROM job JOIN job_attempt ON job_attempt.job = job.id AND job_attempt.attempt = ?
      WHERE job.id = ?""";

  private final Sql sql;
  private final History history;
  private final Supplier<JobRules> rules;

  Attempts(Sql sql, History history, Supplier<JobRules> rules) {
    this.sql = sql;
    this.history = history;
    this.rules = rules;
  }

  private record Held(int tries, long closeAt) {}

  /** Extends the lease; an attempt whose lease had ended takes the job back if nobody else did. */
  public Standing heartbeat(AttemptId id, Moment now) throws SQLException {
    long lease = now.steady() + rules.get().heartbeatTimeout().toMillis();
    long wall = now.wall();
    if (sql.update(BEAT, lease, wall, wall, id.job(), id.attempt(), wall) == 1) {
      return Standing.accepted();
    }
    if (sql.update(REVIVE, lease, wall, wall, wall, id.job(), id.attempt(), wall) == 1) {
      history.resume(id);
      return Standing.accepted();
    }
    return refusal(id, "");
  }

  /** Heartbeats of several, one standing for each; an unknown one stops no other. */
  public List<Standing> heartbeats(List<String> ids, Moment now) throws SQLException {
    return each(ids, id -> heartbeat(id, now));
  }

  /** A heartbeat that also tells how far the attempt has come. */
  public Standing heartbeat(AttemptId id, Progress progress, Moment now) throws SQLException {
    Standing standing = heartbeat(id, now);
    if (standing.isDone()) {
      sql.update(
          PROGRESS, progress.stage(), progress.done(), progress.total(), id.job(), id.attempt());
    }
    return standing;
  }

  /**
   * Until when a job must be done; times in unix milliseconds.
   *
   * @param mayRetry whether it is given out again if its last attempt fails
   */
  public record Due(
      long miner, String proofType, long latestStart, long closeAt, boolean mayRetry) {}

  /** Until when the attempt's job must be done, or nothing if there is no such job. */
  public Optional<Due> due(AttemptId id) throws SQLException {
    return sql.first(
        "SELECT miner, proof_type, latest_start, close_at, tries FROM job WHERE id = ?",
        row ->
            new Due(
                row.getLong(1),
                row.getString(2),
                row.getLong(3),
                row.getLong(4),
                rules.get().mayRetry(row.getInt(5))),
        id.job());
  }

  /**
   * What a finish came to.
   *
   * @param retryAt when the job may be claimed again, steady clock; {@link NewJob#NEVER} if it
   *     waits for nothing
   */
  public record Ending(Standing standing, long retryAt) {}

  /** Ends the attempt with its result; the same result again is told that it was stored before. */
  public Ending finish(AttemptId id, AttemptResult result, Moment now) throws SQLException {
    Optional<Held> held =
        sql.first(
            HELD,
            row -> new Held(row.getInt(1), row.getLong(2)),
            id.job(),
            id.attempt(),
            now.wall());
    if (held.isEmpty()) {
      String wanted = result instanceof AttemptResult.Success ? "succeeded" : "failed";
      return new Ending(refusal(id, wanted), NewJob.NEVER);
    }
    if (result instanceof AttemptResult.Failure failure) {
      long retryAt = fail(id, failure.reason(), held.get(), now);
      return new Ending(Standing.accepted(), retryAt);
    }
    succeed(id, (AttemptResult.Success) result, now.wall());
    return new Ending(Standing.accepted(), NewJob.NEVER);
  }

  /** Gives back a job that was not begun; the try does not count. */
  public Standing release(AttemptId id, Moment now) throws SQLException {
    if (sql.update(RELEASE, now.wall(), id.job(), id.attempt()) == 0) {
      return refusal(id, "released");
    }
    history.end(id, "released", "", now.wall());
    return Standing.accepted();
  }

  /** Gives back several, one standing for each; an unknown one stops no other. */
  public List<Standing> releases(List<String> ids, Moment now) throws SQLException {
    return each(ids, id -> release(id, now));
  }

  private interface Step {
    Standing take(AttemptId id) throws SQLException;
  }

  private static List<Standing> each(List<String> ids, Step step) throws SQLException {
    List<Standing> standings = new ArrayList<>(ids.size());
    for (String id : ids) {
      Optional<AttemptId> attempt = AttemptId.parse(id);
      standings.add(attempt.isEmpty() ? Standing.unknown() : step.take(attempt.get()));
    }
    return standings;
  }

  private void succeed(AttemptId id, AttemptResult.Success success, long wall) throws SQLException {
    sql.update(SUCCEED, success.faults(), wall, wall, id.job(), id.attempt(), wall);
    sql.update(KEEP_OUTPUT, id.job(), id.attempt(), success.output());
    history.end(id, "succeeded", "", wall);
  }

  private long fail(AttemptId id, String reason, Held held, Moment now) throws SQLException {
    long wall = now.wall();
    history.end(id, "failed", reason, wall);
    if (!rules.get().mayRetry(held.tries())) {
      sql.update(FAIL, reason, wall, wall, id.job(), id.attempt());
      return NewJob.NEVER;
    }
    long retryAt = now.steady() + JobRules.pauseMillis(held.tries(), wall, held.closeAt());
    sql.update(RETRY, reason, retryAt, wall, id.job(), id.attempt());
    return retryAt;
  }

  private record Seen(JobState state, int attempt, String outcome, String reason) {}

  private Standing refusal(AttemptId id, String wanted) throws SQLException {
    Optional<Seen> seen =
        sql.first(
            LOOK,
            row ->
                new Seen(
                    JobState.ofColumn(row.getString(1)),
                    row.getInt(2),
                    row.getString(3),
                    row.getString(4)),
            id.attempt(),
            id.job());
    if (seen.isEmpty()) {
      return Standing.unknown();
    }
    if (seen.get().outcome().equals(wanted)) {
      return Standing.refused(Kind.REPEATED, "");
    }
    return Standing.refused(Kind.STALE, stale(id, seen.get()));
  }

  private static String stale(AttemptId id, Seen seen) {
    if (seen.attempt() != id.attempt()) {
      return "attempt %d of job '%s' is over: attempt %d began"
          .formatted(id.attempt(), id.job(), seen.attempt());
    }
    return "attempt %d of job '%s' is over (%s): the job is %s"
        .formatted(id.attempt(), id.job(), seen.outcome(), seen.state().column());
  }
}
