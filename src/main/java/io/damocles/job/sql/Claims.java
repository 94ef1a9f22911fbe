package io.damocles.job.sql;

import io.damocles.job.AttemptId;
import io.damocles.job.ClaimRequest;
import io.damocles.job.JobRules;
import io.damocles.time.Moment;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** Hands ready jobs to workers, the one that must start first before the others (design D3). */
public final class Claims {
  private static final String FIND =
      """
      SELECT id FROM job
      WHERE state = 'ready' AND not_before <= ? AND close_at > ?%s%s
      ORDER BY latest_start, created_at, id
      LIMIT ?""";
  private static final String TAKE =
      """
      UPDATE job SET state = 'running', attempt = attempt + 1, fence = attempt + 1, tries = tries + 1,
        worker = ?, lease_until = ?, stage = '', stage_done = 0, stage_total = 0,
        started_at = ?, heartbeat_at = ?, updated_at = ?
      WHERE id = ? AND state = 'ready'""";
  private static final String TAKEN = "SELECT attempt, sectors FROM job WHERE id = ?";
  private static final String INPUT = "SELECT body FROM job_input WHERE job = ?";
  private static final String REMEMBER =
      """
      INSERT INTO job_attempt (job, attempt, worker, started_at, ended_at, outcome, reason)
      VALUES (?, ?, ?, ?, 0, 'running', '')""";

  /** Sectors of an input that is read with its claim; ten times as many make a full partition. */
  private static final int SMALL = 200;

  private final Sql sql;
  private final Supplier<JobRules> rules;

  Claims(Sql sql, Supplier<JobRules> rules) {
    this.sql = sql;
    this.rules = rules;
  }

  /**
   * Serves requests in their order; a request that finds nothing gets an empty list. Once one finds
   * nothing, later ones with the same filters are not tried again, so that a thousand waiting
   * workers cost one look.
   *
   * @return one list for each request; small inputs come along, since a read of their own costs
   *     more than they do
   */
  public List<List<Claimed>> claim(List<ClaimRequest> requests, Moment now) throws SQLException {
    List<List<Claimed>> answers = new ArrayList<>(requests.size());
    Set<Object> exhausted = new HashSet<>();
    for (ClaimRequest request : requests) {
      if (exhausted.contains(request.filter())) {
        answers.add(List.of());
        continue;
      }
      List<Claimed> claimed = claim(request, now);
      if (claimed.size() < request.count()) {
        exhausted.add(request.filter());
      }
      answers.add(claimed);
    }
    return answers;
  }

  private List<Claimed> claim(ClaimRequest request, Moment now) throws SQLException {
    List<Claimed> claimed = new ArrayList<>();
    for (String id : find(request, now.wall())) {
      long lease = now.steady() + rules.get().heartbeatTimeout().toMillis();
      sql.update(TAKE, request.worker(), lease, now.wall(), now.wall(), now.wall(), id);
      Claimed job =
          sql.first(
                  TAKEN,
                  row -> new Claimed(new AttemptId(id, row.getInt(1)), row.getInt(2), null),
                  id)
              .orElseThrow();
      sql.update(REMEMBER, id, job.attempt().attempt(), request.worker(), now.wall());
      claimed.add(job.sectors() <= SMALL ? job.with(input(id)) : job);
    }
    return claimed;
  }

  private byte[] input(String id) throws SQLException {
    return sql.first(INPUT, row -> row.getBytes(1), id).orElseThrow();
  }

  private List<String> find(ClaimRequest request, long wall) throws SQLException {
    List<Object> parameters = new ArrayList<>(List.of(wall, wall));
    parameters.addAll(request.miners());
    parameters.addAll(request.proofTypes());
    parameters.add(request.count());
    String text =
        FIND.formatted(
            among("miner", request.miners().size()),
            among("proof_type", request.proofTypes().size()));
    return sql.list(text, row -> row.getString(1), parameters.toArray());
  }

  private static String among(String column, int count) {
    return count == 0 ? "" : " AND " + column + " IN (" + "?,".repeat(count - 1) + "?)";
  }
}
