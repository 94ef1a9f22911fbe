package io.damocles.poster.winning;

import io.vertx.core.Future;
import io.vertx.core.WorkerExecutor;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes winning proofs for miners when gateways ask for them. */
public final class WinningService {
  private static final Logger log = LoggerFactory.getLogger(WinningService.class);
  private static final int THREADS_A_MINER = 2;

  private final WinningParts parts;
  private final WinningMetrics metrics;
  private final BlockTime blockTime;
  private final WinningProver prover;
  private final SectorFiles files;
  private final List<GatewayClient> gateways = new ArrayList<>();
  private final List<GatewayListener> listeners = new CopyOnWriteArrayList<>();
  private final List<WorkerExecutor> threads = new ArrayList<>();

  public WinningService(WinningParts parts) {
    this(parts, new NativeWinning(parts.proofs()));
  }

  WinningService(WinningParts parts, WinningProver prover) {
    this.parts = parts;
    this.prover = prover;
    metrics = new WinningMetrics(parts.registry());
    blockTime = new BlockTime(parts.chain()::networkParams, parts.timeline());
    files = new SectorFiles(parts.finder(), parts.stores());
    metrics.listening(() -> listeners.stream().filter(GatewayListener::isListening).count());
  }

  /** Begins to listen; gateways that are not there yet are waited for. */
  public void start() {
    if (parts.miners().isEmpty() || parts.gateways().isEmpty()) {
      log.warn(
          "--miner has nothing to do: miners with Proof.Enabled={} gateways={}",
          parts.miners().size(),
          parts.gateways().size());
      return;
    }
    blockTime.learn();
    parts.gateways().forEach(at -> gateways.add(new GatewayClient(parts.vertx(), at)));
    for (long miner : parts.miners()) {
      Answers answers = new Answers(miner, proofs(miner), blockTime, parts.timeline(), metrics);
      for (GatewayClient gateway : gateways) {
        listeners.add(
            new GatewayListener(
                miner, gateway, parts.timeline(), question -> answers.question(question, gateway)));
      }
    }
    listeners.forEach(GatewayListener::start);
  }

  /** Stops listening; a proof in work is given up. */
  public Future<Void> close() {
    blockTime.close();
    listeners.forEach(GatewayListener::close);
    Future<Void> closed = Future.succeededFuture();
    for (GatewayClient gateway : gateways) {
      closed = closed.eventually(gateway::close);
    }
    for (WorkerExecutor executor : threads) {
      closed = closed.eventually(executor::close);
    }
    return closed;
  }

  private MinerProofs proofs(long miner) {
    WorkerExecutor executor =
        parts
            .vertx()
            .createSharedWorkerExecutor(
                "winning-" + Long.toUnsignedString(miner), THREADS_A_MINER, 10, TimeUnit.MINUTES);
    threads.add(executor);
    return new MinerProofs(files, prover, executor, parts.timeline(), metrics);
  }
}
