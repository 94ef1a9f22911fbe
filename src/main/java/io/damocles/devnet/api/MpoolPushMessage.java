package io.damocles.devnet.api;

import io.damocles.chain.Message;
import io.damocles.devnet.chain.DevnetChain;
import io.damocles.devnet.pool.SendSpec;
import io.damocles.rpc.RpcCall;
import io.damocles.rpc.RpcPermission;
import org.jspecify.annotations.Nullable;

/** {@code MpoolPushMessage(message, spec)}. */
final class MpoolPushMessage extends NodeCall<MpoolPushMessage.Given> {
  record Given(Message message, SendSpec spec) {}

  MpoolPushMessage(Node node) {
    super(node, "MpoolPushMessage", 2, RpcPermission.SIGN);
  }

  @Override
  protected Given read(RpcCall call) {
    return new Given(Arguments.message(call, 0), Arguments.sendSpec(call, 1));
  }

  @Override
  protected @Nullable Object answer(DevnetChain chain, Given given) {
    return chain.push(given.message(), given.spec());
  }
}
