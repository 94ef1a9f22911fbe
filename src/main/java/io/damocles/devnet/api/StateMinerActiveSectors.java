package io.damocles.devnet.api;

import io.damocles.chain.Partition;

/** {@code StateMinerActiveSectors(miner, tipset)}. */
final class StateMinerActiveSectors extends PlainMinerQuery {
  StateMinerActiveSectors(Node node) {
    super(node, "StateMinerActiveSectors");
  }

  @Override
  Object answer(ShownMiner miner, long height) {
    return miner.sectors(Partitions.union(miner, Partition::activeSectors));
  }
}
