package io.damocles.devnet.api;

import io.damocles.devnet.chain.DevnetChain;
import io.damocles.rpc.RpcPermission;

/** {@code WalletList()}. */
final class WalletList extends PlainCall {
  WalletList(Node node) {
    super(node, "WalletList", RpcPermission.WRITE);
  }

  @Override
  Object answer(DevnetChain chain) {
    return chain.wallet().addresses();
  }
}
