package io.damocles.devnet.api;

import io.damocles.chain.Cid;
import io.damocles.devnet.chain.DevnetChain;
import io.damocles.rpc.RpcCall;

/** {@code ChainGetMessage(message)}. */
final class ChainGetMessage extends NodeCall<Cid> {
  ChainGetMessage(Node node) {
    super(node, "ChainGetMessage", 1);
  }

  @Override
  protected Cid read(RpcCall call) {
    return Arguments.cid(call, 0);
  }

  @Override
  protected Object answer(DevnetChain chain, Cid given) {
    return chain.message(given).message();
  }
}
