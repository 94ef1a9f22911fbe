package io.damocles.job.sql;

import io.damocles.job.AttemptId;
import java.sql.SQLException;

/** Every try of every job, and how it ended; it outlives its job. */
final class History {
  private static final String BEGIN =
      """
      INSERT INTO job_attempt (job, attempt, worker, started_at, ended_at, outcome, reason)
      VALUES (?, ?, ?, ?, 0, 'running', '')""";
  private static final String END =
      "UPDATE job_attempt SET ended_at = ?, outcome = ?, reason = ? WHERE job = ? AND attempt = ?";
  private static final String REVOKE =
      """
      UPDATE job_attempt SET ended_at = ?, outcome = 'revoked', reason = ?
      WHERE job = ? AND outcome IN ('running', 'lapsed')""";
  private static final String LAST =
      "SELECT COALESCE(MAX(attempt), 0) FROM job_attempt WHERE job = ?";
  private static final String FORGET =
      """
      DELETE FROM job_attempt WHERE started_at <= ? AND NOT EXISTS
        (SELECT 1 FROM job WHERE job.id = job_attempt.job)""";

  private final Sql sql;

  History(Sql sql) {
    this.sql = sql;
  }

  void begin(AttemptId id, String worker, long wall) throws SQLException {
    sql.update(BEGIN, id.job(), id.attempt(), worker, wall);
  }

  void end(AttemptId id, String outcome, String reason, long wall) throws SQLException {
    sql.update(END, wall, outcome, reason, id.job(), id.attempt());
  }

  /** An attempt that was taken for lost goes on. */
  void resume(AttemptId id) throws SQLException {
    end(id, "running", "", 0);
  }

  /** Ends what may still come back of a job that its operator took away. */
  void revoke(String job, String reason, long wall) throws SQLException {
    sql.update(REVOKE, wall, reason, job);
  }

  /** The highest number that an attempt of the job ever had; 0 if there was none. */
  int last(String job) throws SQLException {
    return sql.first(LAST, row -> row.getInt(1), job).orElse(0);
  }

  /** Deletes attempts that began by then and whose job is gone. */
  void forget(long born) throws SQLException {
    sql.update(FORGET, born);
  }
}
