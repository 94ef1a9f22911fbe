package io.damocles.job.sql;

import io.damocles.job.JobRules;
import io.damocles.job.NewJob;
import java.sql.SQLException;

/** What the poster and the operator do with jobs. */
public final class Operations {
  private static final String EXISTS = "SELECT 1 FROM job WHERE id = ?";
  private static final String INSERT =
      """
      INSERT INTO job (id, state, miner, proof_type, deadline_idx, partitions, sectors, faults,
        close_at, latest_start, not_before, attempt, fence, tries, worker, lease_until,
        stage, stage_done, stage_total, error, created_at, started_at, heartbeat_at, finished_at, updated_at)
      VALUES (?, 'ready', ?, ?, ?, ?, ?, 0, ?, ?, 0, ?, 0, 0, '', 0, '', 0, 0, '', ?, 0, 0, 0, ?)""";
  private static final String INSERT_INPUT = "INSERT INTO job_input (job, body) VALUES (?, ?)";
  private static final String RESET =
      """
      UPDATE job SET state = 'ready', fence = 0, tries = 0, faults = 0, worker = '', not_before = 0,
        stage = '', stage_done = 0, stage_total = 0, error = '',
        created_at = ?, started_at = 0, heartbeat_at = 0, finished_at = 0, updated_at = ?
      WHERE id = ?""";

  private final Sql sql;
  private final History history;

  Operations(Sql sql, History history) {
    this.sql = sql;
    this.history = history;
  }

  /**
   * Creates the job; false if a job of that id is there already, in whatever state, and stays as it
   * is.
   */
  public boolean create(NewJob job, long wall) throws SQLException {
    if (sql.first(EXISTS, row -> row.getInt(1), job.id()).isPresent()) {
      return false;
    }
    int attempt = history.last(job.id());
    sql.update(
        INSERT,
        job.id(),
        job.miner(),
        job.proofType(),
        job.deadlineIdx(),
        Rows.partitions(job.partitions()),
        job.sectors(),
        job.closeAt(),
        JobRules.latestStart(job.closeAt(), job.expectedMillis()),
        attempt,
        wall,
        wall);
    sql.update(INSERT_INPUT, job.id(), job.input());
    return true;
  }

  /** Makes the job as good as new, from whatever state; false if there is none. */
  public boolean reset(String id, long wall) throws SQLException {
    if (sql.update(RESET, wall, wall, id) == 0) {
      return false;
    }
    sql.update("DELETE FROM job_output WHERE job = ?", id);
    history.revoke(id, "the job was reset", wall);
    return true;
  }

  /** Deletes the job; false if there is none. Its attempts stay in the history. */
  public boolean remove(String id, long wall) throws SQLException {
    if (sql.update("DELETE FROM job WHERE id = ?", id) == 0) {
      return false;
    }
    sql.update("DELETE FROM job_input WHERE job = ?", id);
    sql.update("DELETE FROM job_output WHERE job = ?", id);
    history.revoke(id, "the job was removed", wall);
    return true;
  }
}
