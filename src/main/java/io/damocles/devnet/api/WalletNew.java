package io.damocles.devnet.api;

import io.damocles.devnet.chain.DevnetChain;
import io.damocles.devnet.execution.ChainException;
import io.damocles.devnet.wallet.Wallet;
import io.damocles.rpc.RpcCall;
import io.damocles.rpc.RpcPermission;
import org.jspecify.annotations.Nullable;

/** {@code WalletNew(type)}. */
final class WalletNew extends NodeCall<WalletNew.Given> {
  record Given(String type) {}

  WalletNew(Node node) {
    super(node, "WalletNew", 1, RpcPermission.WRITE);
  }

  @Override
  protected Given read(RpcCall call) {
    return new Given(Arguments.string(call, 0));
  }

  @Override
  protected @Nullable Object answer(DevnetChain chain, Given given) {
    if (!given.type().equals("secp256k1")) {
      throw new ChainException("the devnet makes secp256k1 keys only, not " + given.type());
    }
    return chain.wallet().add(Wallet.derive(Signing.random(), "new"));
  }
}
