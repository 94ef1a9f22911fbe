package io.damocles.devnet.api;

import io.damocles.devnet.actor.MinerState;

/** Shows the actor's state as a node does. */
final class MinerViews {
  private MinerViews() {}

  static MinerView of(long id, MinerState state) {
    throw new UnsupportedOperationException("miner " + id + " of " + state);
  }
}
