package io.damocles.devnet.api;

import io.damocles.chain.Address;
import io.damocles.devnet.chain.DevnetChain;
import io.damocles.rpc.RpcPermission;

/** {@code WalletDefaultAddress()}. */
final class WalletDefaultAddress extends PlainCall {
  WalletDefaultAddress(Node node) {
    super(node, "WalletDefaultAddress", RpcPermission.WRITE);
  }

  @Override
  Object answer(DevnetChain chain) {
    return chain.wallet().standard().map(Address::toString).orElse("<empty>");
  }
}
