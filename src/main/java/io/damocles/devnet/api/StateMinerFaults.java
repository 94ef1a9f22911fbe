package io.damocles.devnet.api;

import io.damocles.chain.Partition;

/** {@code StateMinerFaults(miner, tipset)}. */
final class StateMinerFaults extends PlainMinerQuery {
  StateMinerFaults(Node node) {
    super(node, "StateMinerFaults");
  }

  @Override
  Object answer(ShownMiner miner, long height) {
    return Partitions.union(miner, Partition::faultySectors);
  }
}
