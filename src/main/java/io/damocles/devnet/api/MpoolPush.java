package io.damocles.devnet.api;

import io.damocles.chain.SignedMessage;
import io.damocles.devnet.chain.DevnetChain;
import io.damocles.rpc.RpcCall;
import io.damocles.rpc.RpcPermission;
import org.jspecify.annotations.Nullable;

/** {@code MpoolPush(signed message)}. */
final class MpoolPush extends NodeCall<MpoolPush.Given> {
  record Given(SignedMessage message) {}

  MpoolPush(Node node) {
    super(node, "MpoolPush", 1, RpcPermission.WRITE);
  }

  @Override
  protected Given read(RpcCall call) {
    return new Given(Arguments.signedMessage(call, 0));
  }

  @Override
  protected @Nullable Object answer(DevnetChain chain, Given given) {
    return chain.push(given.message());
  }
}
