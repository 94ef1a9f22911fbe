package io.damocles.devnet.api;

import io.damocles.chain.Address;
import io.damocles.chain.Message;
import io.damocles.devnet.chain.DevnetChain;
import io.damocles.devnet.execution.ChainException;
import io.damocles.rpc.RpcCall;
import io.damocles.rpc.RpcPermission;
import org.jspecify.annotations.Nullable;

/** {@code WalletSignMessage(address, message)}. */
final class WalletSignMessage extends NodeCall<WalletSignMessage.Given> {
  record Given(Address signer, Message message) {}

  WalletSignMessage(Node node) {
    super(node, "WalletSignMessage", 2, RpcPermission.SIGN);
  }

  @Override
  protected Given read(RpcCall call) {
    return new Given(Arguments.address(call, 0), Arguments.message(call, 1));
  }

  @Override
  protected @Nullable Object answer(DevnetChain chain, Given given) {
    return Signing.sign(chain.wallet(), given.signer(), given.message())
        .orElseThrow(
            () ->
                new ChainException(
                    "signing using key %s: key not found".formatted(given.signer())));
  }
}
