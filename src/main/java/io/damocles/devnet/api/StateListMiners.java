package io.damocles.devnet.api;

import io.damocles.chain.Address;
import io.damocles.chain.TipSetKey;
import io.damocles.devnet.chain.DevnetChain;
import io.damocles.rpc.RpcCall;

/** {@code StateListMiners(tipset)}. */
final class StateListMiners extends NodeCall<TipSetKey> {
  StateListMiners(Node node) {
    super(node, "StateListMiners", 1);
  }

  @Override
  protected TipSetKey read(RpcCall call) {
    return Arguments.tipSetKey(call, 0);
  }

  @Override
  protected Object answer(DevnetChain chain, TipSetKey given) {
    return chain.stateAt(given).miners().keySet().stream().map(Address::ofId).toList();
  }
}
