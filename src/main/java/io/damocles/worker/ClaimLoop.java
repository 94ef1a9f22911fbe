package io.damocles.worker;

import io.damocles.prover.TimeLeft;
import io.damocles.time.Timeline;
import io.damocles.wire.AllocatedJob;
import io.damocles.wire.JobInput;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One {@code [[sealing_thread]]}: takes a slot, asks for a job, has it proven, and so on; lives on
 * one event loop.
 */
final class ClaimLoop {
  private static final Logger log = LoggerFactory.getLogger(ClaimLoop.class);
  private static final Duration PROVER_CHECK = Duration.ofSeconds(1);

  private final Timeline time;
  private final int index;
  private final ThreadSettings settings;
  private final String worker;
  private final ManagerClient manager;
  private final Slots slots;
  private final Stagger stagger;
  private final BooleanSupplier proverReady;
  private final JobRunner runner;
  private final WorkerMeters meters;

  private boolean stopped;
  private boolean paused;
  private boolean pausesAgain;
  private boolean rests;
  private boolean turning;
  private long since;
  private Timeline.@Nullable Timer timer;
  private @Nullable HeldJob held;
  private @Nullable HeldJob last;
  private @Nullable String lastError;

  ClaimLoop(
      Timeline time,
      int index,
      ThreadSettings settings,
      String worker,
      ManagerClient manager,
      Slots slots,
      Stagger stagger,
      BooleanSupplier proverReady,
      JobRunner runner,
      WorkerMeters meters) {
    this.time = time;
    this.index = index;
    this.settings = settings;
    this.worker = worker;
    this.manager = manager;
    this.slots = slots;
    this.stagger = stagger;
    this.proverReady = proverReady;
    this.runner = runner;
    this.meters = meters;
    this.since = time.now().steady();
  }

  void start() {
    turn();
  }

  /** Asks no more; a running proof goes on, a job that still comes is given back. */
  void stop() {
    stopped = true;
    if (timer != null) {
      timer.cancel();
      timer = null;
      turning = false;
    }
  }

  /**
   * Asks no more after the running job, whose proof is delivered as any other. A thread that is
   * paused already will pause once more after the next resume, as damocles' do.
   *
   * @return false if it is about to pause already
   */
  boolean pause() {
    if (!paused) {
      paused = true;
      since = held == null ? time.now().steady() : since;
      return true;
    }
    boolean queued = held == null && !pausesAgain;
    pausesAgain |= queued;
    return queued;
  }

  /**
   * Asks again. Unlike in damocles, a pause that waits for the running job is taken back: whoever
   * resumes wants the thread to work.
   *
   * @return false if it was not paused
   */
  boolean resume() {
    if (!paused) {
      return false;
    }
    lastError = null;
    if (pausesAgain) {
      pausesAgain = false;
      since = time.now().steady();
      return true;
    }
    paused = false;
    if (!turning) {
      turn();
    }
    return true;
  }

  /** What the control API and the ping tell. */
  ThreadView view() {
    return new ThreadView(
        index,
        settings.location(),
        Optional.ofNullable(held),
        Optional.ofNullable(last).filter(job -> job.state() == HeldJob.State.SUBMITTING),
        rests,
        paused && held == null,
        Duration.ofMillis(time.now().steady() - since),
        Optional.ofNullable(lastError));
  }

  private AskPace pace() {
    return settings.current().pace();
  }

  private void turn() {
    turning = !stopped && !paused;
    if (!turning) {
      return;
    }
    if (!proverReady.getAsBoolean()) {
      again(PROVER_CHECK);
      return;
    }
    slots.take(() -> settings.refresh().onComplete(read -> ask()));
  }

  private void again(Duration wait) {
    timer =
        time.after(
            wait.toMillis(),
            () -> {
              timer = null;
              turn();
            });
  }

  private void ask() {
    if (stopped || paused || !proverReady.getAsBoolean()) {
      slots.release();
      turn();
      return;
    }
    rests = false;
    long asked = time.now().steady();
    Future.succeededFuture()
        .compose(go -> manager.allocate(settings.current().spec(), worker))
        .onComplete(answer -> answered(asked, answer));
  }

  /** Whatever happens here, the slot is used or given back, and the thread goes on. */
  private void answered(long asked, AsyncResult<List<AllocatedJob>> answer) {
    Optional<Duration> wait;
    try {
      wait = answer.failed() ? Optional.of(refused(answer.cause())) : heard(asked, answer.result());
    } catch (RuntimeException e) {
      log.error("the answer to an ask for a job was not handled: thread={}", index, e);
      wait = held == null ? Optional.of(pace().afterError()) : Optional.empty();
    }
    wait.ifPresent(this::idle);
  }

  private Duration refused(Throwable cause) {
    Duration wait = pace().afterError();
    if (!stopped) {
      log.warn(
          "no answer to ask for a job: thread={} retryMillis={} cause={}",
          index,
          wait.toMillis(),
          Failures.text(cause));
    }
    return wait;
  }

  /** Takes what came; how long to wait if there is nothing to prove. */
  private Optional<Duration> heard(long asked, List<AllocatedJob> jobs) {
    if (jobs.isEmpty()) {
      return Optional.of(pace().afterEmpty(Duration.ofMillis(time.now().steady() - asked)));
    }
    pace().got();
    boolean unwilling = stopped || paused;
    List<AllocatedJob> unwanted = unwilling ? jobs : jobs.subList(1, jobs.size());
    if (!unwanted.isEmpty()) {
      runner.giveBack(unwanted.stream().map(AllocatedJob::id).toList());
    }
    if (unwilling) {
      return Optional.of(Duration.ZERO);
    }
    take(jobs.get(0));
    return Optional.empty();
  }

  private void take(AllocatedJob allocated) {
    since = time.now().steady();
    HeldJob job = runner.hold(allocated.id());
    job.limit(new TimeLeft(allocated.closeInMillis(), allocated.retryInMillis()));
    held = job;
    stagger.start(() -> prove(job, allocated.input()));
  }

  private void idle(Duration wait) {
    slots.release();
    if (stopped || paused) {
      turning = false;
    } else {
      again(wait);
    }
  }

  private void prove(HeldJob job, JobInput input) {
    runner
        .run(job, input)
        .onComplete(
            proof -> {
              stagger.ended();
              meters.proofEnded(proof.succeeded(), job.cancelled());
              proved(proof.succeeded() ? null : proof.cause());
            });
  }

  private void proved(@Nullable Throwable failure) {
    last = held;
    held = null;
    rests = true;
    since = time.now().steady();
    slots.release();
    if (failure != null) {
      lastError = failure.getMessage();
    }
    if (stopped || paused) {
      turning = false;
    } else {
      again(pace().afterProof(failure == null));
    }
  }
}
