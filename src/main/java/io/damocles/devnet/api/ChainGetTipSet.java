package io.damocles.devnet.api;

import io.damocles.chain.TipSetKey;
import io.damocles.devnet.chain.DevnetChain;
import io.damocles.rpc.RpcCall;

/** {@code ChainGetTipSet(tipset)}. */
final class ChainGetTipSet extends NodeCall<TipSetKey> {
  ChainGetTipSet(Node node) {
    super(node, "ChainGetTipSet", 1);
  }

  @Override
  protected TipSetKey read(RpcCall call) {
    return Arguments.tipSetKey(call, 0);
  }

  @Override
  protected Object answer(DevnetChain chain, TipSetKey given) {
    return chain.tipset(Keys.real(given, ""));
  }
}
