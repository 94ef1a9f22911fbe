package io.damocles.devnet.api;

import io.damocles.chain.TipSetKey;
import io.damocles.devnet.chain.DevnetChain;
import io.damocles.rpc.RpcCall;

/** {@code MpoolPending(tipset)}. */
final class MpoolPending extends NodeCall<TipSetKey> {
  MpoolPending(Node node) {
    super(node, "MpoolPending", 1);
  }

  @Override
  protected TipSetKey read(RpcCall call) {
    return Arguments.tipSetKey(call, 0);
  }

  @Override
  protected Object answer(DevnetChain chain, TipSetKey given) {
    return chain.pending();
  }
}
