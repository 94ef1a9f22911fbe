package io.damocles.devnet;

import io.damocles.chain.SectorOnChainInfo;
import io.damocles.chain.TipSetKey;
import io.damocles.devnet.api.ActiveSectors;
import io.damocles.devnet.api.Node;
import io.damocles.devnet.chain.DevnetChain;
import io.damocles.devnet.gateway.Gateway;
import io.damocles.devnet.gateway.WinningCount;
import io.vertx.core.Future;
import io.vertx.core.WorkerExecutor;
import java.util.ArrayList;
import java.util.List;

/** Asks every listening miner for a winning proof. */
final class Winning {
  /** Domain separation tag of winning challenges (actor.md §10). */
  private static final long TAG = 3;

  private final Node node;
  private final Gateway gateway;
  private final WorkerExecutor verifying;

  Winning(Node node, Gateway gateway, WorkerExecutor verifying) {
    this.node = node;
    this.gateway = gateway;
    this.verifying = verifying;
  }

  private record Draw(long miner, long height, byte[] seed, List<SectorOnChainInfo> active) {}

  WinningCount.Counts counts() {
    return gateway.count().now();
  }

  /** How many listeners were asked. */
  Future<Integer> ask() {
    return node.thread()
        .call(this::draws)
        .compose(
            draws ->
                verifying.executeBlocking(
                    () ->
                        draws.stream()
                            .mapToInt(
                                draw ->
                                    gateway.ask(
                                        draw.miner(), draw.height(), draw.seed(), draw.active()))
                            .sum(),
                    false));
  }

  private List<Draw> draws() {
    DevnetChain chain = node.chain();
    long height = chain.head().height();
    List<Draw> draws = new ArrayList<>();
    for (long miner : gateway.listening()) {
      byte[] seed =
          chain.beaconRandomness(TAG, height, ActiveSectors.entropy(miner), TipSetKey.HEAD);
      draws.add(new Draw(miner, height, seed, ActiveSectors.of(chain, miner)));
    }
    return draws;
  }
}
