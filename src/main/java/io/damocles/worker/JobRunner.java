package io.damocles.worker;

import io.damocles.prover.Prover;
import io.damocles.prover.ProverException;
import io.damocles.prover.WindowPostOutput;
import io.damocles.time.Timeline;
import io.damocles.wire.JobInput;
import io.damocles.wire.JobOutput;
import io.vertx.core.Future;
import io.vertx.core.WorkerExecutor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Holds the worker's attempts, has them proven and delivered; lives on one event loop. */
final class JobRunner {
  private static final Logger log = LoggerFactory.getLogger(JobRunner.class);

  private final Timeline time;
  private final String worker;
  private final ManagerClient manager;
  private final WindowPostTasks tasks;
  private final Prover prover;
  private final WorkerExecutor threads;
  private final Map<String, HeldJob> held = new LinkedHashMap<>();
  private final Map<String, Future<Void>> proofs = new LinkedHashMap<>();
  private final Outbox outbox;

  JobRunner(
      Timeline time,
      String worker,
      ManagerClient manager,
      WindowPostTasks tasks,
      Prover prover,
      WorkerExecutor threads,
      Outbox outbox) {
    this.time = time;
    this.worker = worker;
    this.manager = manager;
    this.tasks = tasks;
    this.prover = prover;
    this.threads = threads;
    this.outbox = outbox;
  }

  /** All attempts for which the manager wants heartbeats. */
  Collection<HeldJob> held() {
    return held.values();
  }

  /** Takes an attempt, from now on with heartbeats. */
  HeldJob hold(String id) {
    HeldJob job = new HeldJob(id, () -> time.now().steady());
    held.put(id, job);
    return job;
  }

  /**
   * Proves and, in the background, delivers.
   *
   * @return done when the prover is free again; failed if there is no proof
   */
  Future<Void> run(HeldJob job, JobInput input) {
    Future<Void> proof =
        Future.succeededFuture()
            .compose(go -> threads.executeBlocking(() -> prove(job, input), false))
            .transform(answer -> proved(job, input, answer.result(), answer.cause()));
    proofs.put(job.id(), proof);
    proof.onComplete(done -> proofs.remove(job.id(), proof));
    return proof;
  }

  /**
   * Delivers what an earlier run left on disk.
   *
   * @return done when all is delivered or a first try has failed
   */
  Future<Void> deliverLeft() {
    return outbox
        .left()
        .onSuccess(results -> results.forEach(this::deliverLeft))
        .onFailure(e -> log.warn("spool cannot be read: cause={}", Failures.text(e)))
        .compose(results -> outbox.safe());
  }

  /** No heartbeats for another manager's attempt: this one would say that it is over. */
  private void deliverLeft(Spool.Left left) {
    String id = left.result().id();
    log.info("delivering a proof of an earlier run: job={}", id);
    HeldJob job = left.foreign() ? new HeldJob(id, () -> time.now().steady()) : hold(id);
    job.proved();
    outbox.resubmit(job, left).onComplete(done -> held.remove(id, job));
  }

  /** The manager has given up the attempt: a proof still running is stopped. */
  void over(HeldJob job, String reason) {
    job.forgotten();
    if (job.cancel(reason)) {
      log.warn("job stopped, the attempt is over: job={} reason={}", job.id(), reason);
      held.remove(job.id(), job);
    }
  }

  /**
   * Fails the attempts whose prover has told nothing new for longer than that, so that another
   * worker can take them. A prover that cannot be stopped keeps its slot.
   */
  void failSilent(Duration limit) {
    for (HeldJob job : List.copyOf(held.values())) {
      long silent = job.silentMillis();
      if (job.state() == HeldJob.State.PROVING && silent > limit.toMillis()) {
        String reason =
            "no progress for %d s (stage %s, worker.progress_timeout is %d s)"
                .formatted(silent / 1000, job.progress().stage(), limit.toSeconds());
        if (job.cancel(reason)) {
          log.error("prover hangs, the attempt fails: job={} reason={}", job.id(), reason);
          deliver(job, ProofResult.failed(job.id(), reason));
        }
      }
    }
  }

  /** Tells the manager that it may give these to others. */
  Future<Void> giveBack(List<String> ids) {
    log.info("giving back jobs that are not started: jobs={}", ids);
    return manager
        .release(ids, worker)
        .onFailure(e -> log.warn("jobs not given back: jobs={} cause={}", ids, Failures.text(e)));
  }

  /** Stops all attempts of that state and gives them back. */
  Future<Void> abandon(HeldJob.State state, String reason) {
    List<String> ids = new ArrayList<>();
    for (HeldJob job : List.copyOf(held.values())) {
      if (job.state() == state && job.cancel(reason)) {
        held.remove(job.id(), job);
        ids.add(job.id());
      }
    }
    return ids.isEmpty() ? Future.succeededFuture() : giveBack(ids);
  }

  /** Done when no proof runs and all results are delivered or lie in the spool. */
  Future<Void> drained() {
    return Future.join(List.copyOf(proofs.values()))
        .otherwiseEmpty()
        .compose(done -> outbox.safe());
  }

  /** Where the results are that the manager does not have yet, by their ids. */
  Map<String, Outbox.Fate> undelivered() {
    return outbox.undelivered();
  }

  /** Ids whose proof runs. */
  List<String> running() {
    return List.copyOf(proofs.keySet());
  }

  private WindowPostOutput prove(HeldJob job, JobInput input) throws ProverException {
    log.info(
        "job claimed: job={} miner={} sectors={}",
        job.id(),
        Long.toUnsignedString(input.minerId()),
        input.sectors().size());
    return prover.windowPost(tasks.of(input), job);
  }

  private Future<Void> proved(
      HeldJob job, JobInput input, @Nullable WindowPostOutput output, @Nullable Throwable failure) {
    long millis = time.now().steady() - job.claimedAt();
    if (!job.proved()) {
      log.info("proof discarded: job={} millis={} {}", job.id(), millis, job.cancelReason());
      if (!outbox.undelivered().containsKey(job.id())) {
        held.remove(job.id(), job);
      }
      return Future.succeededFuture();
    }
    if (output != null) {
      log.info("proof done: job={} millis={} faults={}", job.id(), millis, output.faults().size());
      JobOutput result =
          new JobOutput(
              output.proofs(), output.faults(), ProofReports.of(input, output, job.stages()));
      deliver(job, ProofResult.proved(job.id(), result));
      return Future.succeededFuture();
    }
    ProofResult result = ProofResult.failed(job.id(), reason(failure));
    log.warn("proof failed: job={} millis={} reason={}", job.id(), millis, result.reason());
    deliver(job, result);
    return Future.failedFuture(new ProverException(result.reason()));
  }

  private static String reason(@Nullable Throwable failure) {
    if (failure instanceof ProverException) {
      return String.valueOf(failure.getMessage());
    }
    log.error("the prover broke", failure);
    return "the prover broke: " + failure;
  }

  private void deliver(HeldJob job, ProofResult result) {
    outbox.submit(job, result).onComplete(done -> held.remove(job.id(), job));
  }
}
