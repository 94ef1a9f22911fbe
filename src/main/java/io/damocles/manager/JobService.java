package io.damocles.manager;

import io.damocles.job.AttemptId;
import io.damocles.job.AttemptResult;
import io.damocles.job.ClaimRequest;
import io.damocles.job.Job;
import io.damocles.job.JobRules;
import io.damocles.job.NewJob;
import io.damocles.job.Standing;
import io.damocles.job.sql.Claimed;
import io.damocles.job.sql.GroupCommit;
import io.damocles.job.sql.JobReader;
import io.damocles.job.sql.StoreException;
import io.damocles.time.Moment;
import io.damocles.time.Timeline;
import io.damocles.wire.JobOutput;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What can be done with jobs, for the API, the timers and the poster alike. Used from one context.
 */
public final class JobService {
  private static final Logger log = LoggerFactory.getLogger(JobService.class);

  private final GroupCommit writer;
  private final JobReader reader;
  private final Supplier<JobRules> rules;
  private final Timeline timeline;
  private final Executor context;
  private final Bridge bridge;
  private final ManagerMetrics metrics;
  private final ClaimQueue queue;
  private final Handovers handovers;
  private final Results results;
  private final Heartbeats heartbeats;
  private final List<JobListener> listeners = new ArrayList<>();

  /**
   * @param context runs tasks on the context that this service is used from
   * @param bridge brings what follows a write back there
   */
  JobService(
      GroupCommit writer,
      JobReader reader,
      ProofCheck check,
      Supplier<JobRules> rules,
      Timeline timeline,
      Executor context,
      Bridge bridge,
      ManagerMetrics metrics) {
    this.writer = writer;
    this.reader = reader;
    this.rules = rules;
    this.timeline = timeline;
    this.context = context;
    this.bridge = bridge;
    this.metrics = metrics;
    this.queue = new ClaimQueue(timeline, this::take, this::giveBack);
    this.handovers = new Handovers(reader, timeline, this::giveBack);
    this.results = new Results(reader, check, this::write, timeline, metrics, listeners);
    this.heartbeats = new Heartbeats(this, queue, results, timeline, metrics, listeners);
  }

  /** Adds somebody who is told what happens to jobs. */
  public void listen(JobListener listener) {
    listeners.add(listener);
  }

  /** The rules that jobs follow now. */
  public JobRules rules() {
    return rules.get();
  }

  /** Reads of the job table. */
  public JobReader reader() {
    return reader;
  }

  /** Runs a write of the job table; the future completes on this service's context. */
  public <T> Future<T> write(GroupCommit.Write<T> write) {
    return bridge.future(writer.submit(write)).onFailure(this::unstored);
  }

  private void unstored(Throwable failure) {
    if (failure instanceof StoreException) {
      listeners.forEach(JobListener::unstored);
    }
  }

  /**
   * Makes a future of a stage, whose followers run on this service's context wherever they were
   * added.
   */
  interface Bridge {
    <T> Future<T> future(CompletionStage<T> stage);
  }

  /** Creates a job, or finds the one of the same input; true if it is new. */
  public Future<Boolean> create(NewJob job) {
    return create(job, table -> true);
  }

  /**
   * Creates a job, or finds the one of the same input; true if it is new.
   *
   * @param with what is stored with it, or not at all
   */
  Future<Boolean> create(NewJob job, GroupCommit.Write<?> with) {
    long wall = timeline.now().wall();
    return write(
            table -> {
              boolean created = table.operations().create(job, wall);
              with.run(table);
              return created;
            })
        .onSuccess(
            created -> {
              if (created) {
                log.info("job={} created sectors={}", job.id(), job.sectors());
                listeners.forEach(listener -> listener.mayExpire(job.closeAt()));
                queue.wake();
              }
            });
  }

  /**
   * Claims jobs for a worker; see {@link ClaimQueue#claim}. May be called from any thread.
   *
   * @return the jobs; the handover must be ended
   */
  public Future<Handover> claim(ClaimRequest request, long waitMillis, BooleanSupplier gone) {
    Promise<Handover> handover = Promise.promise();
    context.execute(
        () -> queue.claim(request, waitMillis, gone).compose(handovers::open).onComplete(handover));
    return handover.future();
  }

  /** The heartbeats of attempts. */
  public Heartbeats heartbeats() {
    return heartbeats;
  }

  /**
   * Takes an attempt's result: checks who it comes from, then the proof itself, then stores it.
   *
   * @return what came of it; a proof that does not verify ends the attempt and reads {@code STALE}
   */
  public Future<Standing> finish(String id, JobOutput output) {
    return known(id, attempt -> results.finish(attempt, output));
  }

  /** Takes an attempt's failure. */
  public Future<Standing> fail(String id, String reason) {
    return known(id, attempt -> results.end(attempt, new AttemptResult.Failure(reason)));
  }

  /** Takes back jobs that their worker did not begin. */
  public Future<List<Standing>> release(List<String> ids) {
    Moment now = timeline.now();
    return write(table -> table.attempts().releases(ids, now))
        .onSuccess(
            standings -> {
              log.info("jobs={} released", ids);
              metrics.returned((int) standings.stream().filter(Standing::isDone).count());
              queue.wake();
            });
  }

  /** Makes a job as good as new; false if there is none. */
  public Future<Boolean> reset(String id) {
    long wall = timeline.now().wall();
    return write(table -> table.operations().reset(id, wall))
        .onSuccess(
            done -> {
              if (done) {
                log.info("job={} reset", id);
                listeners.forEach(listener -> listener.mayExpire(wall));
                listeners.forEach(listener -> listener.changed(id));
                queue.wake();
              }
            });
  }

  /** Deletes a job; false if there is none. */
  public Future<Boolean> remove(String id) {
    long wall = timeline.now().wall();
    return write(table -> table.operations().remove(id, wall))
        .onSuccess(
            done -> {
              if (done) {
                log.info("job={} removed", id);
                listeners.forEach(listener -> listener.changed(id));
              }
            });
  }

  /** All jobs, newest first. */
  public Future<List<Job>> list() {
    return reader.list();
  }

  /** Says that a job may have become ready, or that a waiting worker left. From any thread. */
  public void wake() {
    context.execute(queue::wake);
  }

  /** How many workers wait for a job. */
  int waiting() {
    return queue.size();
  }

  /** Sends all waiting workers away, for a stop. */
  void drain() {
    queue.drain();
  }

  private Future<List<List<Claimed>>> take(List<ClaimRequest> requests) {
    Moment now = timeline.now();
    return write(table -> table.claims().claim(requests, now))
        .onSuccess(
            answers -> {
              for (int i = 0; i < requests.size(); i++) {
                for (Claimed job : answers.get(i)) {
                  claimed(job.attempt(), requests.get(i).worker());
                }
              }
            });
  }

  private void claimed(AttemptId attempt, String worker) {
    log.info("job={} attempt={} worker={} claimed", attempt.job(), attempt.attempt(), worker);
    metrics.claimed();
    listeners.forEach(JobListener::leased);
  }

  private Future<Void> giveBack(List<Claimed> jobs) {
    return release(jobs.stream().map(job -> job.attempt().toString()).toList()).mapEmpty();
  }

  private static Future<Standing> known(String id, Function<AttemptId, Future<Standing>> step) {
    return AttemptId.parse(id)
        .map(step)
        .orElseGet(() -> Future.succeededFuture(Standing.unknown()));
  }
}
