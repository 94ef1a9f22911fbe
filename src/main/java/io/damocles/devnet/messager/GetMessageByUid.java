package io.damocles.devnet.messager;

import io.damocles.devnet.api.Node;
import io.damocles.devnet.chain.DevnetChain;

/** {@code Message.GetMessageByUid(uid)}. */
public final class GetMessageByUid extends UidCall {
  public GetMessageByUid(Node node, Messager messager) {
    super(node, messager, "Message.GetMessageByUid");
  }

  @Override
  protected Object answer(DevnetChain chain, String uid) {
    return messager().view(uid);
  }
}
