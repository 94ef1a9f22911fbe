package io.damocles.devnet.api;

import io.damocles.devnet.chain.DevnetChain;

/** {@code ChainHead()}. */
final class ChainHead extends PlainCall {
  ChainHead(Node node) {
    super(node, "ChainHead");
  }

  @Override
  Object answer(DevnetChain chain) {
    return chain.head();
  }
}
