package io.damocles.job.sql;

import io.damocles.job.Job;
import io.damocles.job.JobRules;
import io.damocles.job.JobState;
import io.damocles.job.NewJob;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.jdbcclient.JDBCPool;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** All reads of the job table, on connections of their own that never wait for the writer. */
public final class JobReader {
  private static final int CONNECTIONS = 4;
  private static final String LIST =
      "SELECT " + Rows.COLUMNS + " FROM job ORDER BY created_at DESC, id";
  private static final String OF_DEADLINE =
      "SELECT " + Rows.COLUMNS + " FROM job WHERE miner = ? AND deadline_idx = ? ORDER BY id";
  private static final String ONE = "SELECT " + Rows.COLUMNS + " FROM job WHERE id = ?";
  private static final String INPUT = "SELECT body FROM job_input WHERE job = ?";
  private static final String OUTPUT = "SELECT body FROM job_output WHERE job = ?";
  private static final String COUNTS =
      "SELECT state, miner, COUNT(*), MIN(created_at) FROM job GROUP BY state, miner";
  private static final String SLACKS =
      """
      SELECT miner, deadline_idx, MIN(slack) AS tightest FROM (
        SELECT miner, deadline_idx,
          CASE WHEN state = 'ready' THEN latest_start + ? - ?
            WHEN close_at - ? < latest_start + ? - started_at THEN close_at - ?
            ELSE latest_start + ? - started_at END AS slack
        FROM job WHERE state IN ('ready', 'running') AND close_at < ?) AS open_job
      GROUP BY miner, deadline_idx ORDER BY tightest""";
  private static final String WORKERS = "SELECT name, info, last_ping FROM worker ORDER BY name";
  private static final String WORKER = "SELECT name, info, last_ping FROM worker WHERE name = ?";
  private static final String HELD =
      """
      SELECT job.state, job.fence, job.proof_type, job_input.body, job.started_at
      FROM job JOIN job_input ON job_input.job = job.id WHERE job.id = ?""";

  private final Vertx vertx;
  private final Database database;
  private final Pool pool;

  public JobReader(Vertx vertx, Database database) {
    this.vertx = vertx;
    this.database = database;
    this.pool =
        JDBCPool.pool(
            vertx,
            database.dataSource(),
            new PoolOptions().setMaxSize(CONNECTIONS).setName("job-readers"));
  }

  /**
   * All jobs, newest first. By plain JDBC, as the client looks up the type of each value anew:
   * 3,000 jobs took it 104 ms and take this a tenth of that.
   */
  public Future<List<Job>> list() {
    return jobs(LIST);
  }

  /** The jobs of a miner's deadline, of whatever period. */
  public Future<List<Job>> ofDeadline(long miner, long deadline) {
    return jobs(OF_DEADLINE, miner, deadline);
  }

  /** The job of that id, or nothing. */
  public Future<Optional<Job>> find(String id) {
    return jobs(ONE, id).map(found -> found.stream().findFirst());
  }

  private Future<List<Job>> jobs(String query, Object... parameters) {
    return vertx.executeBlocking(() -> read(query, parameters), false);
  }

  private List<Job> read(String query, Object... parameters) {
    try (Connection connection = database.connect()) {
      return new Sql(connection).list(query, Rows::job, parameters);
    } catch (SQLException e) {
      throw database.failure(e);
    }
  }

  /** The canonical JSON of a job's input, or nothing if there is no such job. */
  public Future<Optional<byte[]>> input(String id) {
    return read(pool.preparedQuery(INPUT).execute(Tuple.of(id)))
        .map(rows -> first(rows, row -> (byte[]) row.getValue(0)));
  }

  /** The output of a job that succeeded (JSON as its worker sent it), or nothing. */
  public Future<Optional<byte[]>> output(String id) {
    return read(pool.preparedQuery(OUTPUT).execute(Tuple.of(id)))
        .map(rows -> first(rows, row -> (byte[]) row.getValue(0)));
  }

  /**
   * What a result is checked against.
   *
   * @param fence the attempt that may finish the job; 0 = none
   * @param input canonical JSON
   * @param startedAt unix milliseconds
   */
  public record Held(JobState state, int fence, String proofType, byte[] input, long startedAt) {}

  /** The job as it stands, with its input, or nothing if there is no such job. */
  public Future<Optional<Held>> held(String id) {
    return read(pool.preparedQuery(HELD).execute(Tuple.of(id)))
        .map(
            rows ->
                first(
                    rows,
                    row ->
                        new Held(
                            JobState.ofColumn(row.getString(0)),
                            row.getInteger(1),
                            row.getString(2),
                            (byte[]) row.getValue(3),
                            row.getLong(4))));
  }

  /**
   * How many jobs of a miner there are in a state.
   *
   * @param oldest when the oldest of them was created, unix milliseconds
   */
  public record Count(JobState state, long miner, long jobs, long oldest) {}

  /** The jobs counted by state and miner. */
  public Future<List<Count>> counts() {
    return read(pool.query(COUNTS).execute())
        .map(
            rows ->
                collect(
                    rows,
                    row ->
                        new Count(
                            JobState.ofColumn(row.getString(0)),
                            row.getLong(1),
                            row.getLong(2),
                            row.getLong(3))));
  }

  /**
   * Time to spare of the tightest open job of a deadline: until close, without what it is still
   * expected to take. Negative: it will be late.
   */
  public record Slack(long miner, long deadlineIdx, long millis) {}

  /** The tightest of each deadline that still closes, the tightest first. */
  public Future<List<Slack>> slacks(long wall) {
    long margin = JobRules.MARGIN.toMillis();
    Tuple parameters = Tuple.from(List.of(margin, wall, wall, margin, wall, margin, NewJob.NEVER));
    return read(pool.preparedQuery(SLACKS).execute(parameters))
        .map(
            rows ->
                collect(rows, row -> new Slack(row.getLong(0), row.getLong(1), row.getLong(2))));
  }

  /**
   * A worker that was heard of.
   *
   * @param info JSON of its last ping
   * @param lastPing unix milliseconds
   */
  public record KnownWorker(String name, String info, long lastPing) {}

  /** The workers by name. */
  public Future<List<KnownWorker>> workers() {
    return read(pool.query(WORKERS).execute()).map(rows -> collect(rows, JobReader::worker));
  }

  /** The worker of that name, or nothing. */
  public Future<Optional<KnownWorker>> worker(String name) {
    return read(pool.preparedQuery(WORKER).execute(Tuple.of(name)))
        .map(rows -> first(rows, JobReader::worker));
  }

  /** Closes the connections. */
  public Future<Void> close() {
    return pool.close();
  }

  private Future<RowSet<Row>> read(Future<RowSet<Row>> rows) {
    return rows.recover(
        failure ->
            Future.failedFuture(
                failure instanceof SQLException sql ? database.failure(sql) : failure));
  }

  private static KnownWorker worker(Row row) {
    return new KnownWorker(row.getString(0), row.getString(1), row.getLong(2));
  }

  private interface Reading<T> {
    T read(Row row);
  }

  private static <T> List<T> collect(RowSet<Row> rows, Reading<T> reading) {
    List<T> found = new ArrayList<>(rows.size());
    rows.forEach(row -> found.add(reading.read(row)));
    return found;
  }

  private static <T> Optional<T> first(RowSet<Row> rows, Reading<T> reading) {
    for (Row row : rows) {
      return Optional.of(reading.read(row));
    }
    return Optional.empty();
  }
}
