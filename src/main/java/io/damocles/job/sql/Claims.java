package io.damocles.job.sql;

import io.damocles.job.AttemptId;
import io.damocles.job.ClaimRequest;
import io.damocles.job.ClaimRequest.Filter;
import io.damocles.job.ClaimTimes;
import io.damocles.job.JobRules;
import io.damocles.time.Moment;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** Hands ready jobs to workers, the one that must start first before the others (design D3). */
public final class Claims {
  private static final String FIND =
      """
      SELECT id, attempt, sectors, close_at, latest_start, tries FROM job
      WHERE state = 'ready' AND not_before <= ? AND close_at > ?%s%s
      ORDER BY latest_start, created_at, id
      LIMIT ?""";
  private static final String TAKE =
      """
      UPDATE job SET state = 'running', attempt = ?, fence = ?, tries = tries + 1,
        worker = ?, lease_until = ?, stage = '', stage_done = 0, stage_total = 0,
        started_at = ?, heartbeat_at = ?, updated_at = ?
      WHERE id = ? AND state = 'ready'""";
  private static final String INPUT = "SELECT body FROM job_input WHERE job = ?";

  /** Sectors of an input that is read with its claim; ten times as many make a full partition. */
  private static final int SMALL = 200;

  private final Sql sql;
  private final History history;
  private final Supplier<JobRules> rules;

  Claims(Sql sql, History history, Supplier<JobRules> rules) {
    this.sql = sql;
    this.history = history;
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
    Set<Filter> exhausted = new HashSet<>();
    int from = 0;
    while (from < requests.size()) {
      Filter filter = requests.get(from).filter();
      int to = from + 1;
      while (to < requests.size() && requests.get(to).filter().equals(filter)) {
        to++;
      }
      if (!exhausted.contains(filter) && claim(requests.subList(from, to), now, answers)) {
        exhausted.add(filter);
      }
      while (answers.size() < to) {
        answers.add(List.of());
      }
      from = to;
    }
    return answers;
  }

  /** Serves requests of the same filter with one look; true if there are no more such jobs. */
  private boolean claim(List<ClaimRequest> alike, Moment now, List<List<Claimed>> answers)
      throws SQLException {
    int wanted = alike.stream().mapToInt(ClaimRequest::count).sum();
    List<Found> found = find(alike.get(0).filter(), wanted, now);
    int next = 0;
    for (ClaimRequest request : alike) {
      List<Claimed> claimed = new ArrayList<>();
      while (claimed.size() < request.count() && next < found.size()) {
        claimed.add(take(found.get(next++), request.worker(), now));
      }
      answers.add(claimed);
    }
    return found.size() < wanted;
  }

  private record Found(
      String id, int attempts, int sectors, long closeAt, long latestStart, int tries) {}

  private Claimed take(Found job, String worker, Moment now) throws SQLException {
    long lease = now.steady() + rules.get().heartbeatTimeout().toMillis();
    AttemptId attempt = new AttemptId(job.id(), job.attempts() + 1);
    sql.update(
        TAKE,
        attempt.attempt(),
        attempt.attempt(),
        worker,
        lease,
        now.wall(),
        now.wall(),
        now.wall(),
        job.id());
    history.begin(attempt, worker, now.wall());
    boolean mayRetry = rules.get().mayRetry(job.tries() + 1);
    return new Claimed(
        attempt,
        job.sectors(),
        ClaimTimes.of(job.closeAt(), job.latestStart(), mayRetry, now.wall()),
        job.sectors() <= SMALL ? input(job.id()) : null);
  }

  private byte[] input(String id) throws SQLException {
    return sql.first(INPUT, row -> row.getBytes(1), id).orElseThrow();
  }

  private List<Found> find(Filter filter, int count, Moment now) throws SQLException {
    List<Object> parameters = new ArrayList<>(List.of(now.steady(), now.wall()));
    String miners = among("miner", filter.miners(), parameters);
    String proofTypes = among("proof_type", filter.proofTypes(), parameters);
    parameters.add(count);
    return sql.list(
        FIND.formatted(miners, proofTypes),
        row ->
            new Found(
                row.getString(1),
                row.getInt(2),
                row.getInt(3),
                row.getLong(4),
                row.getLong(5),
                row.getInt(6)),
        parameters.toArray());
  }

  /**
   * Filled up to a power of two with what is there already, so that the kept statements stay few.
   */
  private static String among(String column, Collection<?> values, List<Object> parameters) {
    if (values.isEmpty()) {
      return "";
    }
    int size = Integer.highestOneBit(values.size() * 2 - 1);
    parameters.addAll(values);
    Object last = parameters.get(parameters.size() - 1);
    parameters.addAll(Collections.nCopies(size - values.size(), last));
    return " AND " + column + " IN (" + "?,".repeat(size - 1) + "?)";
  }
}
