package io.damocles.poster.winning;

import io.damocles.prover.ProverException;
import io.damocles.prover.Replica;
import io.damocles.time.Timeline;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.WorkerExecutor;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The winning proofs of one miner, each made once however many ask for it, on threads that no other
 * miner waits for. May be used from any thread.
 */
final class MinerProofs {
  /** One more than there are threads may wait; a question that comes later has no chance. */
  static final int MOST_RUNNING = 3;

  private static final int MOST_KEPT = 8;

  private final SectorFiles files;
  private final WinningProver prover;
  private final WorkerExecutor threads;
  private final Timeline timeline;
  private final WinningMetrics metrics;
  private final Map<WinningTask.Key, Future<byte[]>> known = new LinkedHashMap<>();
  private int running;

  MinerProofs(
      SectorFiles files,
      WinningProver prover,
      WorkerExecutor threads,
      Timeline timeline,
      WinningMetrics metrics) {
    this.files = files;
    this.prover = prover;
    this.threads = threads;
    this.timeline = timeline;
    this.metrics = metrics;
  }

  /**
   * The proof, 192 bytes; fails with {@link TooLateException} at that time of the steady clock.
   * Other failures name the sector.
   */
  synchronized Future<byte[]> proof(WinningTask task, long due) {
    Future<byte[]> same = known.get(task.key());
    if (same != null) {
      return same;
    }
    if (running >= MOST_RUNNING) {
      return Future.failedFuture(
          new ProverException(
              "sector %s: miner %s has %d winning proofs in work already"
                  .formatted(task.sectorName(), task.minerName(), running)));
    }
    running++;
    Promise<byte[]> promise = Promise.promise();
    keep(task.key(), promise.future());
    long begin = timeline.now().steady();
    Cancellation cancellation = new Cancellation();
    Timeline.Timer end =
        timeline.after(
            due - begin,
            () -> {
              promise.tryFail(new TooLateException());
              cancellation.cancel();
            });
    make(task, cancellation)
        .onComplete(
            made -> {
              end.cancel();
              ended(task, begin, made.succeeded());
              if (made.succeeded()) {
                promise.tryComplete(made.result());
              } else {
                promise.tryFail(made.cause());
              }
            });
    return promise.future();
  }

  /** Makes a proof that nobody asked for; it is neither counted nor kept. */
  Future<byte[]> rehearse(WinningTask task) {
    return make(task, new Cancellation());
  }

  private Future<byte[]> make(WinningTask task, Cancellation cancellation) {
    return attempt(task, cancellation, false)
        .recover(
            first ->
                first instanceof TooLateException
                    ? Future.failedFuture(first)
                    : attempt(task, cancellation, true))
        .recover(
            failure ->
                Future.failedFuture(
                    failure instanceof TooLateException
                        ? failure
                        : new ProverException(
                            "sector %s of miner %s: %s"
                                .formatted(
                                    task.sectorName(), task.minerName(), failure.getMessage()),
                            failure)));
  }

  /** The second one finds a sector that was moved meanwhile. */
  private Future<byte[]> attempt(WinningTask task, Cancellation cancellation, boolean anew) {
    return files
        .of(task, anew)
        .compose(
            replica -> threads.executeBlocking(() -> prove(task, replica, cancellation), false));
  }

  private byte[] prove(WinningTask task, Replica replica, Cancellation cancellation)
      throws ProverException {
    if (cancellation.isCancelled()) {
      throw new TooLateException();
    }
    return prover.prove(task, replica, cancellation);
  }

  private void keep(WinningTask.Key key, Future<byte[]> proof) {
    known.put(key, proof);
    if (known.size() > MOST_KEPT) {
      known.remove(known.keySet().iterator().next());
    }
  }

  /** A failed one is forgotten, so that asking again tries again. */
  private synchronized void ended(WinningTask task, long begin, boolean made) {
    running--;
    if (!made) {
      known.remove(task.key());
    }
    metrics.ended(task, made, timeline.now().steady() - begin);
  }
}
