package io.damocles.worker;

import io.damocles.rpc.RpcException;
import io.damocles.time.Timeline;
import io.damocles.wire.JobOutput;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.WorkerExecutor;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Results on their way to the manager, each kept on disk and sent again until the manager has
 * answered; lives on one event loop.
 */
final class Outbox {
  private static final Logger log = LoggerFactory.getLogger(Outbox.class);
  private static final int ATTEMPT_IS_OVER = 11001;
  private static final Duration DISK_LIMIT = Duration.ofSeconds(2);

  private final Timeline time;
  private final ManagerClient manager;
  private final Spool spool;
  private final WorkerExecutor disk;
  private final Supplier<Backoff> backoffs;
  private final Map<String, Letter> letters = new LinkedHashMap<>();

  Outbox(
      Timeline time,
      WorkerExecutor disk,
      ManagerClient manager,
      Spool spool,
      Supplier<Backoff> backoffs) {
    this.time = time;
    this.manager = manager;
    this.spool = spool;
    this.backoffs = backoffs;
    this.disk = disk;
  }

  /** Where a result is that the manager does not have. */
  enum Fate {
    /** A proof on disk. */
    IN_SPOOL,
    /** A proof in memory only. */
    LOST,
    /** No proof, only the reason why there is none. */
    FAILURE
  }

  /** One result, its job, and the timer of its next try. */
  private static final class Letter {
    private final HeldJob job;
    private final ProofResult result;
    private final Backoff backoff;
    private final Promise<Void> gone = Promise.promise();
    private final Promise<Void> safe = Promise.promise();
    private Future<Void> kept = Future.succeededFuture();
    private Timeline.@Nullable Timer timer;
    private boolean sending;
    private boolean foreign;

    Letter(HeldJob job, ProofResult result, Backoff backoff) {
      this.job = job;
      this.result = result;
      this.backoff = backoff;
    }
  }

  /**
   * Sends the result until the manager has answered, and meanwhile keeps it on disk: neither waits
   * for the other, so a disk that is slow, fails or hangs does not hold it back.
   *
   * @return done when the manager has it, or does not want it
   */
  Future<Void> submit(HeldJob job, ProofResult result) {
    Letter letter = new Letter(job, result, backoffs.get());
    letters.put(job.id(), letter);
    keep(letter);
    send(letter);
    letter
        .kept
        .timeout(DISK_LIMIT.toMillis(), TimeUnit.MILLISECONDS)
        .onFailure(
            e ->
                log.warn(
                    "proof is kept in memory only: job={} cause={}", job.id(), Failures.text(e)));
    return letter.gone.future();
  }

  /** What an earlier run left on disk; also tries whether the disk can be used. */
  Future<List<Spool.Left>> left() {
    return disk.executeBlocking(spool::prepare, false)
        .compose(ready -> disk.executeBlocking(spool::left, false));
  }

  /**
   * Sends what lies on disk already. What was meant for another manager stays there if this one
   * does not know it.
   */
  Future<Void> resubmit(HeldJob job, Spool.Left left) {
    Letter letter = new Letter(job, left.result(), backoffs.get());
    letter.foreign = left.foreign();
    letters.put(job.id(), letter);
    send(letter);
    return letter.gone.future();
  }

  /** The manager is there again: sends at once what waits for its next try. */
  void nudge() {
    for (Letter letter : List.copyOf(letters.values())) {
      if (letter.timer != null) {
        letter.timer.cancel();
        letter.backoff.reset();
        send(letter);
      }
    }
  }

  /** Where the results are that the manager does not have yet, by their ids. */
  Map<String, Fate> undelivered() {
    Map<String, Fate> fates = new LinkedHashMap<>();
    letters.forEach((id, letter) -> fates.put(id, fate(letter)));
    return fates;
  }

  private static Fate fate(Letter letter) {
    if (letter.result.output() == null) {
      return Fate.FAILURE;
    }
    return letter.kept.succeeded() ? Fate.IN_SPOOL : Fate.LOST;
  }

  /** Done when all is delivered, or is a failure or lies on disk after a try that failed. */
  Future<Void> safe() {
    return Future.join(letters.values().stream().map(letter -> letter.safe.future()).toList())
        .mapEmpty();
  }

  private void send(Letter letter) {
    letter.timer = null;
    if (letter.sending) {
      return;
    }
    letter.sending = true;
    manager
        .finish(letter.result)
        .onComplete(
            done -> {
              letter.sending = false;
              answered(letter, done.succeeded() ? null : done.cause());
            });
  }

  private void answered(Letter letter, @Nullable Throwable e) {
    if (e == null) {
      log.info("result delivered: job={} reason={}", letter.job.id(), letter.result.reason());
      close(letter);
    } else if (letter.foreign && BeatRules.isKeyNotFound(e)) {
      log.warn("proof of another manager is not known here, it stays: job={}", letter.job.id());
      letters.remove(letter.job.id(), letter);
      end(letter);
    } else if (isOver(letter, e)) {
      log.warn(
          "result dropped, the attempt is over: job={} cause={}",
          letter.job.id(),
          Failures.text(e));
      close(letter);
    } else {
      Duration wait = letter.backoff.next();
      log.warn(
          "result not delivered: job={} retryMillis={} cause={}",
          letter.job.id(),
          wait.toMillis(),
          Failures.text(e));
      if (letter.kept.failed()) {
        keep(letter);
      }
      letter.kept.onSuccess(kept -> letter.safe.tryComplete());
      letter.timer = time.after(wait.toMillis(), () -> send(letter));
    }
  }

  /** damocles has no code of its own for an attempt that it does not know: its heartbeat told. */
  private static boolean isOver(Letter letter, Throwable e) {
    return e instanceof RpcException error
        && (error.code() == ATTEMPT_IS_OVER || (letter.job.gone() && !error.isMethodNotFound()));
  }

  private void close(Letter letter) {
    letters.remove(letter.job.id(), letter);
    letter.job.over();
    letter
        .kept
        .otherwiseEmpty()
        .compose(kept -> onDisk(() -> spool.drop(letter.job.id())))
        .onFailure(e -> log.warn("spool: job={} cause={}", letter.job.id(), Failures.text(e)))
        .onComplete(done -> end(letter));
  }

  private static void end(Letter letter) {
    letter.job.over();
    letter.safe.tryComplete();
    letter.gone.complete();
  }

  private void keep(Letter letter) {
    JobOutput output = letter.result.output();
    if (output != null) {
      letter.kept = onDisk(() -> spool.keep(letter.job.id(), output));
    }
  }

  private Future<Void> onDisk(DiskAction action) {
    Callable<Void> call =
        () -> {
          action.run();
          return null;
        };
    return disk.executeBlocking(call, false);
  }

  /** Something that blocks. */
  private interface DiskAction {
    void run() throws IOException;
  }
}
