package io.damocles.devnet.api;

import io.damocles.chain.Partition;

/** {@code StateMinerSectorCount(miner, tipset)}. */
final class StateMinerSectorCount extends PlainMinerQuery {
  record Count(long live, long active, long faulty) {}

  StateMinerSectorCount(Node node) {
    super(node, "StateMinerSectorCount");
  }

  @Override
  Object answer(ShownMiner miner, long height) {
    return new Count(
        Partitions.union(miner, Partition::liveSectors).count(),
        Partitions.union(miner, Partition::activeSectors).count(),
        Partitions.union(miner, Partition::faultySectors).count());
  }
}
