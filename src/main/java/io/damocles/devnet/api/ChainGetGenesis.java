package io.damocles.devnet.api;

import io.damocles.devnet.chain.DevnetChain;

/** {@code ChainGetGenesis()}. */
final class ChainGetGenesis extends PlainCall {
  ChainGetGenesis(Node node) {
    super(node, "ChainGetGenesis");
  }

  @Override
  Object answer(DevnetChain chain) {
    return chain.genesis();
  }
}
