package io.damocles.poster.winning;

import io.damocles.time.Timeline;
import io.vertx.core.Future;
import io.vertx.core.WorkerExecutor;
import java.util.ArrayList;
import java.util.List;

/** One miner's threads, proofs and listeners. */
final class MinerWinning {
  private final WorkerExecutor threads;
  private final MinerProofs proofs;
  private final Answers answers;
  private final List<GatewayListener> listeners = new ArrayList<>();

  MinerWinning(WorkerExecutor threads, MinerProofs proofs, Answers answers) {
    this.threads = threads;
    this.proofs = proofs;
    this.answers = answers;
  }

  MinerProofs proofs() {
    return proofs;
  }

  /** Takes the questions of this gateway from now on. */
  void listen(long id, GatewayClient gateway, Timeline timeline) {
    GatewayListener listener =
        new GatewayListener(id, gateway, timeline, question -> answers.question(question, gateway));
    listeners.add(listener);
    listener.start();
  }

  long listening() {
    return listeners.stream().filter(GatewayListener::isListening).count();
  }

  /** What is in work is given up. */
  Future<Void> close() {
    listeners.forEach(GatewayListener::close);
    answers.close();
    return threads.close();
  }
}
