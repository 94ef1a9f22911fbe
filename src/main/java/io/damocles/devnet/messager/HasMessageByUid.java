package io.damocles.devnet.messager;

import io.damocles.devnet.api.Node;
import io.damocles.devnet.chain.DevnetChain;

/** {@code Message.HasMessageByUid(uid)}. */
public final class HasMessageByUid extends UidCall {
  public HasMessageByUid(Node node, Messager messager) {
    super(node, messager, "Message.HasMessageByUid");
  }

  @Override
  protected Object answer(DevnetChain chain, String uid) {
    return messager().find(uid).isPresent();
  }
}
