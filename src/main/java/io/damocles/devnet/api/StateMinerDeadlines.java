package io.damocles.devnet.api;

/** {@code StateMinerDeadlines(miner, tipset)}. */
final class StateMinerDeadlines extends PlainMinerQuery {
  StateMinerDeadlines(Node node) {
    super(node, "StateMinerDeadlines");
  }

  @Override
  Object answer(ShownMiner miner, long height) {
    return miner.deadlines();
  }
}
