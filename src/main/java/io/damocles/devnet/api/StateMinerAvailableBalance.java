package io.damocles.devnet.api;

/** {@code StateMinerAvailableBalance(miner, tipset)}. */
final class StateMinerAvailableBalance extends PlainMinerQuery {
  StateMinerAvailableBalance(Node node) {
    super(node, "StateMinerAvailableBalance");
  }

  @Override
  Object answer(ShownMiner miner, long height) {
    return miner.availableBalance();
  }
}
