package io.damocles.devnet.api;

import io.damocles.devnet.chain.DevnetChain;

/** {@code eth_chainId()}. */
final class EthChainId extends PlainCall {
  EthChainId(Node node) {
    super(node, "eth_chainId");
  }

  @Override
  Object answer(DevnetChain chain) {
    return "0x13a";
  }
}
