package io.damocles.devnet.api;

import io.damocles.devnet.chain.DevnetChain;
import io.damocles.rpc.RpcCall;
import io.damocles.rpc.RpcPermission;
import org.jspecify.annotations.Nullable;

/** A call without parameters. */
abstract class PlainCall extends NodeCall<RpcCall> {
  PlainCall(Node node, String name) {
    super(node, name, 0);
  }

  PlainCall(Node node, String name, RpcPermission permission) {
    super(node, name, 0, permission);
  }

  @Override
  protected final RpcCall read(RpcCall call) {
    return call;
  }

  @Override
  protected final @Nullable Object answer(DevnetChain chain, RpcCall call) {
    return answer(chain);
  }

  abstract @Nullable Object answer(DevnetChain chain);
}
