package io.damocles.devnet.api;

import io.damocles.chain.TipSetKey;
import io.damocles.devnet.chain.DevnetChain;
import io.damocles.rpc.RpcCall;

/** {@code StateNetworkVersion(tipset)}. */
final class StateNetworkVersion extends NodeCall<TipSetKey> {
  private static final int NETWORK_VERSION = 27;

  StateNetworkVersion(Node node) {
    super(node, "StateNetworkVersion", 1);
  }

  @Override
  protected TipSetKey read(RpcCall call) {
    return Arguments.tipSetKey(call, 0);
  }

  @Override
  protected Object answer(DevnetChain chain, TipSetKey given) {
    return NETWORK_VERSION;
  }
}
