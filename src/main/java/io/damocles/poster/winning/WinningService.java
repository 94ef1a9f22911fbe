package io.damocles.poster.winning;

import io.damocles.chain.Address;
import io.damocles.chain.NetworkParams;
import io.vertx.core.Future;
import io.vertx.core.WorkerExecutor;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes winning proofs for miners when gateways ask for them. May be used from any thread. */
public final class WinningService {
  private static final Logger log = LoggerFactory.getLogger(WinningService.class);
  private static final int THREADS_A_MINER = 2;

  private final WinningParts parts;
  private final WinningMetrics metrics;
  private final BlockTime blockTime;
  private final SectorFiles files;
  private final WarmUp warmUp;
  private final List<GatewayClient> gateways;
  private final Map<Long, MinerWinning> miners = new HashMap<>();
  private Future<Void> warm = Future.succeededFuture();

  public WinningService(WinningParts parts) {
    this(parts, parts.chain()::networkParams);
  }

  WinningService(WinningParts parts, Supplier<Future<NetworkParams>> networkParams) {
    this.parts = parts;
    metrics = new WinningMetrics(parts.registry());
    blockTime = new BlockTime(networkParams, parts.timeline());
    files = new SectorFiles(parts.finder(), parts.stores());
    warmUp = new WarmUp(parts.chain(), parts.timeline());
    gateways = parts.gateways().stream().map(at -> new GatewayClient(parts.vertx(), at)).toList();
    metrics.listening(this::listening);
  }

  /**
   * Begins to listen for these miners; gateways that are not there yet are waited for.
   *
   * @param wanted actor ids, unsigned
   */
  public void start(Collection<Long> wanted) {
    blockTime.learn();
    change(wanted);
  }

  /** Goes on with these miners, and stops for all others. */
  public synchronized void change(Collection<Long> wanted) {
    if (wanted.isEmpty() || gateways.isEmpty()) {
      log.warn(
          "nobody can ask for winning proofs: miners with Proof.Enabled={} gateways={}",
          wanted.size(),
          gateways.size());
    }
    for (long gone : minus(miners.keySet(), wanted)) {
      log.info("no more winning proofs miner={}", Address.ofId(gone));
      MinerWinning left = miners.remove(gone);
      if (left != null) {
        left.close();
      }
    }
    minus(wanted, miners.keySet()).forEach(this::add);
  }

  /** Stops listening; a proof in work is given up. */
  public synchronized Future<Void> close() {
    blockTime.close();
    Future<Void> closed = Future.succeededFuture();
    for (MinerWinning miner : miners.values()) {
      closed = closed.eventually(miner::close);
    }
    miners.clear();
    for (GatewayClient gateway : gateways) {
      closed = closed.eventually(gateway::close);
    }
    return closed;
  }

  private void add(long id) {
    MinerWinning miner = miner(id);
    miners.put(id, miner);
    gateways.forEach(gateway -> miner.listen(id, gateway, parts.timeline()));
    if (parts.warmUp()) {
      warm = warm.compose(done -> warmUp.run(id, miner.proofs()));
    }
  }

  private MinerWinning miner(long id) {
    WorkerExecutor threads =
        parts
            .vertx()
            .createSharedWorkerExecutor(
                "winning-" + Long.toUnsignedString(id), THREADS_A_MINER, 10, TimeUnit.MINUTES);
    MinerProofs proofs = new MinerProofs(files, parts.prover(), threads, parts.timeline(), metrics);
    Answers answers = new Answers(id, proofs, blockTime, parts.timeline(), metrics);
    return new MinerWinning(threads, proofs, answers);
  }

  private synchronized long listening() {
    return miners.values().stream().mapToLong(MinerWinning::listening).sum();
  }

  private static Set<Long> minus(Collection<Long> all, Collection<Long> others) {
    Set<Long> rest = new HashSet<>(all);
    rest.removeAll(Set.copyOf(others));
    return rest;
  }
}
