package io.damocles.devnet.api;

import io.damocles.chain.Cid;
import io.damocles.devnet.chain.DevnetChain;
import io.damocles.rpc.RpcCall;

/** {@code ChainGetBlockMessages(block)}. */
final class ChainGetBlockMessages extends NodeCall<Cid> {
  ChainGetBlockMessages(Node node) {
    super(node, "ChainGetBlockMessages", 1);
  }

  @Override
  protected Cid read(RpcCall call) {
    return Arguments.cid(call, 0);
  }

  @Override
  protected Object answer(DevnetChain chain, Cid given) {
    return BlockMessages.of(chain.messages(given));
  }
}
