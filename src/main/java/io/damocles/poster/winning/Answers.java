package io.damocles.poster.winning;

import io.damocles.rpc.RpcException;
import io.damocles.time.Timeline;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers the questions of gateways about one miner. */
final class Answers {
  private static final Logger log = LoggerFactory.getLogger(Answers.class);
  private static final long AGAIN_MILLIS = Duration.ofSeconds(1).toMillis();

  private final long miner;
  private final MinerProofs proofs;
  private final BlockTime blockTime;
  private final Timeline timeline;
  private final WinningMetrics metrics;
  private volatile boolean closed;

  Answers(
      long miner,
      MinerProofs proofs,
      BlockTime blockTime,
      Timeline timeline,
      WinningMetrics metrics) {
    this.miner = miner;
    this.proofs = proofs;
    this.blockTime = blockTime;
    this.timeline = timeline;
    this.metrics = metrics;
  }

  /** Nothing is answered any more. */
  void close() {
    closed = true;
  }

  /** Answers one question of this gateway, in time or not at all. */
  void question(ProofEvent.Request event, GatewayClient gateway) {
    metrics.asked(miner);
    long asked = timeline.now().steady();
    long due = asked + blockTime.millis();
    WinningTask task;
    try {
      task = Questions.task(miner, event.payload() == null ? new byte[0] : event.payload());
    } catch (IllegalArgumentException malformed) {
      log.warn("question not understood gateway={}: {}", gateway.address(), malformed.getMessage());
      send(Questions.failed(event.id(), String.valueOf(malformed.getMessage())), gateway, due);
      return;
    }
    log.info("winning proof wanted {} gateway={}", describe(task), gateway.address());
    proofs
        .proof(task, due)
        .onSuccess(proof -> proven(task, event.id(), proof, gateway, asked, due))
        .onFailure(failure -> failed(task, event.id(), failure, gateway, due));
  }

  private void proven(
      WinningTask task, String id, byte[] proof, GatewayClient gateway, long asked, long due) {
    long now = timeline.now().steady();
    if (now >= due) {
      late(task);
      return;
    }
    log.info("winning proof made {} millis={}", describe(task), now - asked);
    send(Questions.proven(id, task.type(), proof), gateway, due);
  }

  private void failed(
      WinningTask task, String id, Throwable failure, GatewayClient gateway, long due) {
    if (failure instanceof TooLateException) {
      late(task);
      return;
    }
    if (closed) {
      return;
    }
    log.error("winning proof failed {} reason=\"{}\"", describe(task), failure.getMessage());
    send(Questions.failed(id, String.valueOf(failure.getMessage())), gateway, due);
  }

  private void late(WinningTask task) {
    metrics.late(miner);
    log.warn("winning proof dropped, its epoch passed {}", describe(task));
  }

  /** Over a lost connection it is sent again; a gateway that says no is not asked twice. */
  private void send(ProofEvent.Response response, GatewayClient gateway, long due) {
    gateway
        .respond(response)
        .onSuccess(done -> metrics.answered(miner, response.error().isEmpty() ? "proof" : "error"))
        .onFailure(
            failure -> {
              boolean again =
                  !closed
                      && !(failure instanceof RpcException)
                      && timeline.now().steady() + AGAIN_MILLIS < due;
              log.warn(
                  "answer not taken id={} gateway={} again={}: {}",
                  response.id(),
                  gateway.address(),
                  again,
                  failure.getMessage());
              if (again) {
                timeline.after(AGAIN_MILLIS, () -> send(response, gateway, due));
              }
            });
  }

  private static String describe(WinningTask task) {
    return "miner=%s height=%d sector=%s"
        .formatted(task.minerName(), task.height(), task.sectorName());
  }
}
