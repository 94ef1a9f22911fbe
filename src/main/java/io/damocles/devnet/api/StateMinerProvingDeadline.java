package io.damocles.devnet.api;

/** {@code StateMinerProvingDeadline(miner, tipset)}. */
final class StateMinerProvingDeadline extends PlainMinerQuery {
  StateMinerProvingDeadline(Node node) {
    super(node, "StateMinerProvingDeadline");
  }

  @Override
  Object answer(ShownMiner miner, long height) {
    return miner.deadline(height);
  }
}
