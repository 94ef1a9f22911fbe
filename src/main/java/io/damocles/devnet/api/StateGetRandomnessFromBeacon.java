package io.damocles.devnet.api;

import io.damocles.devnet.chain.DevnetChain;

/** {@code StateGetRandomnessFromBeacon(tag, epoch, entropy, tipset)}. */
final class StateGetRandomnessFromBeacon extends RandomnessCall {
  StateGetRandomnessFromBeacon(Node node) {
    super(node, "StateGetRandomnessFromBeacon");
  }

  @Override
  protected Object answer(DevnetChain chain, Given given) {
    return chain.beaconRandomness(given.tag(), given.epoch(), given.entropy(), given.key());
  }
}
