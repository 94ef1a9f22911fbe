package io.damocles.devnet.api;

import io.damocles.chain.Partition;

/** {@code StateMinerRecoveries(miner, tipset)}. */
final class StateMinerRecoveries extends PlainMinerQuery {
  StateMinerRecoveries(Node node) {
    super(node, "StateMinerRecoveries");
  }

  @Override
  Object answer(ShownMiner miner, long height) {
    return Partitions.union(miner, Partition::recoveringSectors);
  }
}
