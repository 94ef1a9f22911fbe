package io.damocles.devnet.api;

/** {@code StateMinerInfo(miner, tipset)}. */
final class StateMinerInfo extends PlainMinerQuery {
  StateMinerInfo(Node node) {
    super(node, "StateMinerInfo");
  }

  @Override
  Object answer(ShownMiner miner, long height) {
    return miner.info();
  }
}
