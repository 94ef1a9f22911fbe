package io.damocles.worker;

import io.vertx.core.CompositeFuture;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A running worker: its loops, heartbeats and pings, started together and stopped in order. */
final class Worker {
  private static final Logger log = LoggerFactory.getLogger(Worker.class);
  private static final Duration LEFT_LIMIT = Duration.ofSeconds(2);
  private static final Duration GIVE_BACK_LIMIT = Duration.ofSeconds(3);

  private final JobRunner runner;
  private final Heartbeats heartbeats;
  private final Pings pings;
  private final List<ClaimLoop> loops;
  private final Duration beat;
  private boolean lostProof;

  Worker(
      JobRunner runner, Heartbeats heartbeats, Pings pings, List<ClaimLoop> loops, Duration beat) {
    this.runner = runner;
    this.heartbeats = heartbeats;
    this.pings = pings;
    this.loops = List.copyOf(loops);
    this.beat = beat;
  }

  /** Delivers what an earlier run left, then asks for jobs. */
  Future<Void> start() {
    heartbeats.start(beat);
    pings.start();
    return runner
        .deliverLeft()
        .timeout(LEFT_LIMIT.toMillis(), TimeUnit.MILLISECONDS)
        .otherwiseEmpty()
        .onSuccess(done -> loops.forEach(ClaimLoop::start));
  }

  /**
   * Asks no more, gives back what is not started, lets proofs end and be delivered within the
   * limit; what is left then stays in the spool.
   */
  Future<Void> stop(Duration limit) {
    loops.forEach(ClaimLoop::stop);
    Future<Void> given = runner.abandon(HeldJob.State.WAITING, "the worker stops");
    if (!runner.held().isEmpty()) {
      log.info(
          "stopping: limitSeconds={} running={} undelivered={}",
          limit.toSeconds(),
          runner.running(),
          runner.held().size() - runner.running().size());
    }
    return Future.join(given.otherwiseEmpty(), runner.drained())
        .timeout(Math.max(1, limit.toMillis()), TimeUnit.MILLISECONDS)
        .recover(late -> giveUp(limit))
        .onComplete(done -> tellUndelivered())
        .onComplete(
            done -> {
              heartbeats.stop();
              pings.stop();
            })
        .mapEmpty();
  }

  private Future<CompositeFuture> giveUp(Duration limit) {
    log.warn("stopping late proofs: limitSeconds={} jobs={}", limit.toSeconds(), runner.running());
    Future<Void> given =
        runner
            .abandon(HeldJob.State.PROVING, "the worker stops")
            .timeout(GIVE_BACK_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
    return Future.join(List.of(given)).otherwiseEmpty();
  }

  /** Whether it stopped with a proof that neither the manager nor the disk has. */
  boolean lostProof() {
    return lostProof;
  }

  private void tellUndelivered() {
    runner.undelivered().forEach(this::tellUndelivered);
  }

  private void tellUndelivered(String id, Outbox.Fate fate) {
    switch (fate) {
      case IN_SPOOL -> log.warn("proof not delivered, in the spool for the next start: job={}", id);
      case FAILURE -> log.warn("failure not told, the manager will miss heartbeats: job={}", id);
      case LOST -> {
        lostProof = true;
        log.error("proof LOST, not delivered and not in the spool: job={}", id);
      }
    }
  }
}
