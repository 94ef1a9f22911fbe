package io.damocles.devnet.api;

import io.damocles.chain.Address;
import io.damocles.devnet.chain.DevnetChain;
import io.damocles.rpc.RpcCall;

/** {@code MpoolGetNonce(address)}. */
final class MpoolGetNonce extends NodeCall<Address> {
  MpoolGetNonce(Node node) {
    super(node, "MpoolGetNonce", 1);
  }

  @Override
  protected Address read(RpcCall call) {
    return Arguments.address(call, 0);
  }

  @Override
  protected Object answer(DevnetChain chain, Address given) {
    return chain.nonce(given);
  }
}
