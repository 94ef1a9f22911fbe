package io.damocles.simulation;

import io.damocles.job.AttemptId;
import io.damocles.job.AttemptResult;
import io.damocles.job.ClaimRequest;
import io.damocles.job.Job;
import io.damocles.job.JobRules;
import io.damocles.job.NewJob;
import io.damocles.job.Standing;
import io.damocles.job.sql.Attempts;
import io.damocles.job.sql.Claimed;
import io.damocles.job.sql.JobTable;
import io.damocles.job.sql.MemoryTables;
import io.damocles.poster.Jobs;
import io.damocles.poster.PartitionLink;
import io.damocles.poster.sql.PostTable;
import io.damocles.poster.sql.SqlPostStore;
import io.damocles.wire.JobOutput;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/** The manager's job service in one life, over the real job table. */
final class SimulatedJobs implements Jobs, SqlPostStore.Writer {
  private static final long LONG_POLL_MILLIS = 30_000;

  private final Life life;
  private final SimulatedTime time;
  private final Connection connection;
  private final JobTable table;
  private final Sweeping sweeping;
  private final Ledger ledger;
  private final Outages outages;
  private final SplittableRandom random;
  private final List<Consumer<String>> listeners = new ArrayList<>();
  private final List<Waiting> waiting = new ArrayList<>();
  private long lastWrite;
  private boolean serving;
  private boolean again;

  private record Waiting(ClaimRequest request, Promise<List<Claimed>> answer) {}

  /** A piece of work on the table; all or nothing. */
  interface Write<T> {
    T run(JobTable table) throws SQLException;
  }

  SimulatedJobs(
      Life life,
      SimulatedTime time,
      Connection connection,
      JobRules rules,
      Ledger ledger,
      Outages outages,
      SplittableRandom random) {
    this.life = life;
    this.time = time;
    this.connection = connection;
    this.table = new JobTable(connection, () -> rules);
    this.ledger = ledger;
    this.outages = outages;
    this.random = random;
    this.sweeping = new Sweeping(this, life, rules);
  }

  void start() {
    sweeping.start();
  }

  void stop() {
    sweeping.stop();
  }

  /** Writes happen one after the other, some time after they were asked for, and are told later. */
  <T> Future<T> write(Write<T> write) {
    lastWrite = Math.max(lastWrite, time.now() + random.nextInt(4));
    Future<T> done = life.answer(lastWrite - time.now(), () -> commit(write));
    return done.transform(
        ended ->
            life.answer(
                random.nextInt(3),
                () -> {
                  if (ended.failed()) {
                    sweeping.unstored();
                    throw new IllegalStateException(ended.cause());
                  }
                  return ended.result();
                }));
  }

  private <T> T commit(Write<T> write) throws SQLException {
    outages.checkDatabase();
    try {
      T result = write.run(table);
      connection.commit();
      return result;
    } catch (SQLException | RuntimeException e) {
      connection.rollback();
      throw e;
    }
  }

  <T> Future<T> read(Write<T> read) {
    return life.answer(random.nextInt(3), () -> read.run(table));
  }

  @Override
  public <T> Future<T> run(SqlPostStore.Work<T> work) {
    outages.checkCaller(Outages.STORE);
    return write(all -> work.run(new PostTable(all.sql())));
  }

  // As the poster sees it.

  @Override
  public Future<Boolean> create(NewJob job, PartitionLink link) {
    outages.checkCaller("create");
    long wall = life.now().wall();
    return write(
            all -> {
              boolean created = all.operations().create(job, wall);
              new PostTable(all.sql()).link(link, wall);
              if (created) {
                ledger.created(job, link);
              }
              return created;
            })
        .onSuccess(
            created -> {
              if (created) {
                sweeping.mayExpire(job.closeAt());
                wake();
              }
            });
  }

  @Override
  public Future<List<Job>> of(long miner, long deadline) {
    outages.checkCaller("of");
    return read(all -> MemoryTables.ofDeadline(all.sql(), miner, deadline));
  }

  @Override
  public Future<Optional<Job>> find(String id) {
    outages.checkCaller("find");
    return read(all -> MemoryTables.find(all.sql(), id));
  }

  @Override
  public Future<Optional<byte[]>> input(String id) {
    outages.checkCaller("input");
    return read(all -> body("job_input", all, id));
  }

  @Override
  public Future<Optional<byte[]>> output(String id) {
    outages.checkCaller("output");
    return read(all -> body("job_output", all, id));
  }

  private static Optional<byte[]> body(String from, JobTable all, String id) throws SQLException {
    return all.sql()
        .first("SELECT body FROM " + from + " WHERE job = ?", row -> row.getBytes(1), id);
  }

  @Override
  public Future<Boolean> reset(String id) {
    long wall = life.now().wall();
    return write(
            all -> {
              boolean reset = all.operations().reset(id, wall);
              if (reset) {
                ledger.reset(id);
              }
              return reset;
            })
        .onSuccess(
            reset -> {
              sweeping.mayExpire(wall);
              listeners.forEach(one -> one.accept(id));
              wake();
            });
  }

  @Override
  public Future<Boolean> remove(String id) {
    long wall = life.now().wall();
    return write(
            all -> {
              boolean removed = all.operations().remove(id, wall);
              if (removed) {
                ledger.removed(id);
              }
              return removed;
            })
        .onSuccess(removed -> listeners.forEach(one -> one.accept(id)));
  }

  @Override
  public void listen(Consumer<String> listener) {
    listeners.add(listener);
  }

  // As workers see it.

  /** Waits until there is a job, but not for ever: the list may be empty. */
  Future<List<Claimed>> claim(ClaimRequest request) {
    Promise<List<Claimed>> answer = Promise.promise();
    Waiting one = new Waiting(request, answer);
    waiting.add(one);
    wake();
    life.after(LONG_POLL_MILLIS, () -> leave(one));
    return answer.future();
  }

  private void leave(Waiting one) {
    if (serving) {
      life.after(1, () -> leave(one));
    } else if (waiting.remove(one)) {
      one.answer().complete(List.of());
    }
  }

  /** Serves those who wait. */
  void wake() {
    if (waiting.isEmpty() || !life.isAlive()) {
      return;
    }
    if (serving) {
      again = true;
      return;
    }
    serving = true;
    List<Waiting> asked = List.copyOf(waiting);
    var now = life.now();
    write(all -> all.claims().claim(asked.stream().map(Waiting::request).toList(), now))
        .onComplete(
            ended -> {
              serving = false;
              if (ended.succeeded()) {
                hand(asked, ended.result());
              }
              if (again) {
                again = false;
                wake();
              }
            });
  }

  private void hand(List<Waiting> asked, List<List<Claimed>> answers) {
    for (int i = 0; i < asked.size(); i++) {
      if (!answers.get(i).isEmpty()) {
        waiting.remove(asked.get(i));
        sweeping.leased();
        asked.get(i).answer().complete(answers.get(i));
      }
    }
  }

  Future<Standing> heartbeat(AttemptId id) {
    var now = life.now();
    return write(all -> all.attempts().heartbeat(id, now)).onSuccess(beat -> sweeping.leased());
  }

  /** An attempt ends with what its worker says; a wrong proof is a failure. */
  Future<Standing> finish(AttemptId id, JobOutput output) {
    return read(all -> ResultCheck.of(body("job_input", all, id.job()), output))
        .compose(result -> end(id, result));
  }

  Future<Standing> end(AttemptId id, AttemptResult result) {
    var now = life.now();
    return write(
            all -> {
              Attempts.Ending ending = all.attempts().finish(id, result, now);
              ledger.finished(id, result, ending.standing());
              return ending;
            })
        .map(
            ending -> {
              if (ending.standing().kind() == Standing.Kind.ACCEPTED) {
                sweeping.retries(ending.retryAt());
                wake();
                List.copyOf(listeners).forEach(one -> one.accept(id.job()));
              }
              return ending.standing();
            });
  }
}
