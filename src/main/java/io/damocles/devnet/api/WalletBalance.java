package io.damocles.devnet.api;

import io.damocles.chain.Address;
import io.damocles.chain.TipSetKey;
import io.damocles.devnet.chain.DevnetChain;
import io.damocles.rpc.RpcCall;

/** {@code WalletBalance(address)}. */
final class WalletBalance extends NodeCall<Address> {
  WalletBalance(Node node) {
    super(node, "WalletBalance", 1);
  }

  @Override
  protected Address read(RpcCall call) {
    return Arguments.address(call, 0);
  }

  @Override
  protected Object answer(DevnetChain chain, Address given) {
    return chain
        .stateAt(TipSetKey.HEAD)
        .account(given)
        .map(account -> account.balance().toString())
        .orElse("0");
  }
}
