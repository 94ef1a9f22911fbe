package io.damocles.devnet.api;

import io.damocles.chain.Address;
import io.damocles.devnet.chain.DevnetChain;
import io.damocles.rpc.RpcCall;
import io.damocles.rpc.RpcPermission;

/** {@code WalletHas(address)}. */
final class WalletHas extends NodeCall<Address> {
  WalletHas(Node node) {
    super(node, "WalletHas", 1, RpcPermission.WRITE);
  }

  @Override
  protected Address read(RpcCall call) {
    return Arguments.address(call, 0);
  }

  @Override
  protected Object answer(DevnetChain chain, Address given) {
    return chain.wallet().has(given);
  }
}
