package io.damocles.job.sql;

import io.damocles.job.AttemptId;
import io.damocles.job.JobRules;
import io.damocles.time.Moment;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Supplier;

/** What time alone does to jobs: leases that end, deadlines that close, ages that run out. */
public final class Sweeps {
  private static final int AT_ONCE = 128;
  private static final String LAPSED =
      """
      SELECT id, fence, tries FROM job
      WHERE state = 'running' AND lease_until <= ? ORDER BY lease_until LIMIT ?""";
  private static final String LAPSE_TO_READY =
      """
      UPDATE job SET state = 'ready', error = ?, not_before = 0, started_at = 0, updated_at = ? WHERE id = ?""";
  private static final String LAPSE_TO_FAILED =
      "UPDATE job SET state = 'failed', error = ?, finished_at = ?, updated_at = ? WHERE id = ?";
  private static final String CLOSED =
      """
      SELECT id, fence FROM job WHERE state = ? AND close_at <= ? ORDER BY close_at LIMIT ?""";
  private static final String EXPIRE =
      """
      UPDATE job SET state = 'expired', fence = 0,
        error = CASE WHEN error = '' THEN ? ELSE ? || ': ' || error END, finished_at = ?, updated_at = ?
      WHERE id = ?""";
  private static final String OLD = "SELECT id FROM job WHERE created_at <= ? LIMIT ?";
  private static final String ADOPT = "UPDATE job SET lease_until = ? WHERE state = 'running'";
  private static final String END_PAUSES =
      "UPDATE job SET not_before = 0 WHERE state = 'ready' AND not_before > 0";
  private static final String HEARTBEAT_TIMEOUT = "heartbeat timeout";
  private static final String DEADLINE_CLOSED = "deadline closed";

  private final Sql sql;
  private final History history;
  private final Supplier<JobRules> rules;
  private final Operations operations;

  Sweeps(Sql sql, History history, Supplier<JobRules> rules, Operations operations) {
    this.sql = sql;
    this.history = history;
    this.rules = rules;
    this.operations = operations;
  }

  private record Lapsed(AttemptId attempt, int tries) {}

  /**
   * Gives every running job a fresh lease: while the manager was away nobody could send a
   * heartbeat. Pauses before a retry are over: their ends are times of another process's clock.
   *
   * @return how many run
   */
  public int adopt(Moment now) throws SQLException {
    sql.update(END_PAUSES);
    return sql.update(ADOPT, now.steady() + rules.get().heartbeatTimeout().toMillis());
  }

  /**
   * Takes jobs from attempts whose lease has ended, up to 128 a call; a dead worker is replaced at
   * once.
   *
   * @return the attempts that lost their job
   */
  public List<AttemptId> lapse(Moment now) throws SQLException {
    List<Lapsed> lapsed =
        sql.list(
            LAPSED,
            row -> new Lapsed(new AttemptId(row.getString(1), row.getInt(2)), row.getInt(3)),
            now.steady(),
            AT_ONCE);
    List<AttemptId> attempts = new ArrayList<>(lapsed.size());
    for (Lapsed one : lapsed) {
      String id = one.attempt().job();
      if (rules.get().mayRetry(one.tries())) {
        sql.update(LAPSE_TO_READY, HEARTBEAT_TIMEOUT, now.wall(), id);
      } else {
        sql.update(LAPSE_TO_FAILED, HEARTBEAT_TIMEOUT, now.wall(), now.wall(), id);
      }
      history.end(one.attempt(), "lapsed", HEARTBEAT_TIMEOUT, now.wall());
      attempts.add(one.attempt());
    }
    return attempts;
  }

  /** Expires jobs whose deadline has closed, up to 128 of each state a call; returns their ids. */
  public List<String> expire(long wall) throws SQLException {
    List<String> expired = new ArrayList<>();
    for (String state : List.of("ready", "running", "failed")) {
      List<AttemptId> closed =
          sql.list(
              CLOSED, row -> new AttemptId(row.getString(1), row.getInt(2)), state, wall, AT_ONCE);
      for (AttemptId one : closed) {
        sql.update(EXPIRE, DEADLINE_CLOSED, DEADLINE_CLOSED, wall, wall, one.job());
        history.end(one, "expired", DEADLINE_CLOSED, wall);
        expired.add(one.job());
      }
    }
    return expired;
  }

  /**
   * Deletes jobs of every state that are older than their lifetime, up to 128 a call; returns their
   * ids.
   *
   * @param wall unix milliseconds, of a clock that never jumps ahead: what it deletes is gone
   */
  public List<String> cleanUp(long wall) throws SQLException {
    long born = wall - rules.get().lifetime().toMillis();
    List<String> old = sql.list(OLD, row -> row.getString(1), born, AT_ONCE);
    for (String id : old) {
      operations.remove(id, wall);
    }
    history.forget(born);
    return old;
  }

  /** Whether a call of {@link #lapse}, {@link #expire} or {@link #cleanUp} left more to do. */
  public static boolean mayHaveMore(List<?> done) {
    return done.size() >= AT_ONCE;
  }

  /** When the next lease ends, steady clock. */
  public OptionalLong nextLapse() throws SQLException {
    return least("SELECT MIN(lease_until) FROM job WHERE state = 'running'");
  }

  /** When the next deadline of an open job closes, wall clock. */
  public OptionalLong nextClose() throws SQLException {
    OptionalLong next = OptionalLong.empty();
    for (String state : List.of("ready", "running", "failed")) {
      OptionalLong close = least("SELECT MIN(close_at) FROM job WHERE state = ?", state);
      if (close.isPresent() && (next.isEmpty() || close.getAsLong() < next.getAsLong())) {
        next = close;
      }
    }
    return next;
  }

  /** When the next job that waits for its retry may be claimed, steady clock. */
  public OptionalLong nextRetry(long steady) throws SQLException {
    return least(
        "SELECT MIN(not_before) FROM job WHERE state = 'ready' AND not_before > ?", steady);
  }

  private OptionalLong least(String text, Object... parameters) throws SQLException {
    return sql.first(
            text,
            row -> {
              long value = row.getLong(1);
              return row.wasNull() ? OptionalLong.empty() : OptionalLong.of(value);
            },
            parameters)
        .orElse(OptionalLong.empty());
  }
}
