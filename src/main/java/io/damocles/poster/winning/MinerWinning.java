package io.damocles.poster.winning;

import io.vertx.core.Future;
import io.vertx.core.WorkerExecutor;
import java.util.ArrayList;
import java.util.List;

/** One miner's threads, proofs and listeners. */
final class MinerWinning {
  private final WorkerExecutor threads;
  private final MinerProofs proofs;
  private final List<GatewayListener> listeners = new ArrayList<>();

  MinerWinning(WorkerExecutor threads, MinerProofs proofs) {
    this.threads = threads;
    this.proofs = proofs;
  }

  MinerProofs proofs() {
    return proofs;
  }

  void listen(GatewayListener listener) {
    listeners.add(listener);
    listener.start();
  }

  long listening() {
    return listeners.stream().filter(GatewayListener::isListening).count();
  }

  /** What is in work is given up. */
  Future<Void> close() {
    listeners.forEach(GatewayListener::close);
    return threads.close();
  }
}
