package io.damocles.devnet.messager;

import io.damocles.devnet.api.Arguments;
import io.damocles.devnet.api.Node;
import io.damocles.devnet.api.NodeCall;
import io.damocles.devnet.chain.DevnetChain;
import io.damocles.rpc.RpcCall;

/** {@code Message.HasMessageByUid(uid)}. */
public final class HasMessageByUid extends NodeCall<String> {
  private final Messager messager;

  public HasMessageByUid(Node node, Messager messager) {
    super(node, "Message.HasMessageByUid", 1);
    this.messager = messager;
  }

  @Override
  protected String read(RpcCall call) {
    return Arguments.string(call, 0);
  }

  @Override
  protected Object answer(DevnetChain chain, String uid) {
    return messager.find(uid).isPresent();
  }
}
