package io.damocles.devnet.messager;

import io.damocles.chain.MessageLookup;
import io.damocles.devnet.api.Arguments;
import io.damocles.devnet.api.Node;
import io.damocles.devnet.api.NodeCall;
import io.damocles.devnet.chain.DevnetChain;
import io.damocles.devnet.execution.ChainException;
import io.damocles.rpc.RpcCall;
import java.util.Optional;

/** {@code Message.GetMessageByUid(uid)}. */
public final class GetMessageByUid extends NodeCall<String> {
  private final Messager messager;

  public GetMessageByUid(Node node, Messager messager) {
    super(node, "Message.GetMessageByUid", 1);
    this.messager = messager;
  }

  @Override
  protected String read(RpcCall call) {
    return Arguments.string(call, 0);
  }

  @Override
  protected Object answer(DevnetChain chain, String uid) {
    return view(chain, messager, uid);
  }

  static MessageView view(DevnetChain chain, Messager messager, String uid) {
    Entry entry = messager.find(uid).orElseThrow(() -> new ChainException("record not found"));
    Optional<MessageLookup> found = messager.lookup(entry);
    return MessageView.of(
        entry, found, messager.state(entry, found.isPresent()), chain.head().height());
  }
}
