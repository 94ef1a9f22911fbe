package io.damocles.devnet.api;

import io.damocles.devnet.chain.DevnetChain;

/** {@code StateNetworkName()}. */
final class StateNetworkName extends PlainCall {
  StateNetworkName(Node node) {
    super(node, "StateNetworkName");
  }

  @Override
  Object answer(DevnetChain chain) {
    return chain.network();
  }
}
