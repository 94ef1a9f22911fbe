package io.damocles.worker;

import io.damocles.time.Timeline;
import io.damocles.wire.AllocateSpec;
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
  private final AllocateSpec spec;
  private final String worker;
  private final ManagerClient manager;
  private final Slots slots;
  private final Stagger stagger;
  private final BooleanSupplier proverReady;
  private final AskPace pace;
  private final JobRunner runner;

  private boolean stopped;
  private boolean paused;
  private boolean turning;
  private long since;
  private Timeline.@Nullable Timer timer;
  private @Nullable HeldJob held;
  private @Nullable String lastError;

  ClaimLoop(
      Timeline time,
      int index,
      AllocateSpec spec,
      String worker,
      ManagerClient manager,
      Slots slots,
      Stagger stagger,
      BooleanSupplier proverReady,
      AskPace pace,
      JobRunner runner) {
    this.time = time;
    this.index = index;
    this.spec = spec;
    this.worker = worker;
    this.manager = manager;
    this.slots = slots;
    this.stagger = stagger;
    this.proverReady = proverReady;
    this.pace = pace;
    this.runner = runner;
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
   * Asks no more after the running job.
   *
   * @return false if it was paused already
   */
  boolean pause() {
    boolean changed = !paused;
    paused = true;
    since = changed && held == null ? time.now().steady() : since;
    return changed;
  }

  /**
   * Asks again.
   *
   * @return false if it was not paused
   */
  boolean resume() {
    boolean changed = paused;
    paused = false;
    lastError = changed ? null : lastError;
    if (changed && !turning) {
      turn();
    }
    return changed;
  }

  /** What the control API and the ping tell. */
  ThreadView view() {
    return new ThreadView(
        index,
        Optional.ofNullable(held),
        paused && held == null,
        Duration.ofMillis(time.now().steady() - since),
        Optional.ofNullable(lastError));
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
    slots.take(this::ask);
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
    long asked = time.now().steady();
    Future.succeededFuture()
        .compose(go -> manager.allocate(spec, worker))
        .onComplete(answer -> answered(asked, answer));
  }

  /** Whatever happens here, the slot is used or given back, and the thread goes on. */
  private void answered(long asked, AsyncResult<List<AllocatedJob>> answer) {
    Optional<Duration> wait;
    try {
      wait = answer.failed() ? Optional.of(refused(answer.cause())) : heard(asked, answer.result());
    } catch (RuntimeException e) {
      log.error("the answer to an ask for a job was not handled: thread={}", index, e);
      wait = held == null ? Optional.of(pace.afterError()) : Optional.empty();
    }
    wait.ifPresent(this::idle);
  }

  private Duration refused(Throwable cause) {
    Duration wait = pace.afterError();
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
      return Optional.of(pace.afterEmpty(Duration.ofMillis(time.now().steady() - asked)));
    }
    pace.got();
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
              proved(proof.succeeded() ? null : proof.cause());
            });
  }

  private void proved(@Nullable Throwable failure) {
    held = null;
    since = time.now().steady();
    slots.release();
    if (failure != null) {
      lastError = failure.getMessage();
    }
    if (stopped || paused) {
      turning = false;
    } else {
      again(pace.afterProof(failure == null));
    }
  }
}
