package io.damocles.devnet.api;

import io.damocles.devnet.chain.DevnetChain;

/** {@code StateGetRandomnessFromTickets(tag, epoch, entropy, tipset)}. */
final class StateGetRandomnessFromTickets extends RandomnessCall {
  StateGetRandomnessFromTickets(Node node) {
    super(node, "StateGetRandomnessFromTickets");
  }

  @Override
  protected Object answer(DevnetChain chain, Given given) {
    return chain.ticketRandomness(
        given.tag(),
        given.epoch(),
        given.entropy(),
        Keys.real(given.key(), "loading tipset key: "));
  }
}
