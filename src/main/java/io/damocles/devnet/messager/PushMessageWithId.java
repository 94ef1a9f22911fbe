package io.damocles.devnet.messager;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.damocles.chain.Message;
import io.damocles.devnet.api.Arguments;
import io.damocles.devnet.api.Node;
import io.damocles.devnet.api.NodeCall;
import io.damocles.devnet.chain.DevnetChain;
import io.damocles.rpc.RpcCall;
import io.damocles.rpc.RpcPermission;
import org.jspecify.annotations.Nullable;

/** {@code Message.PushMessageWithId(uid, message, meta)}: the uid. */
public final class PushMessageWithId extends NodeCall<PushMessageWithId.Given> {
  private final Messager messager;

  public PushMessageWithId(Node node, Messager messager) {
    super(node, "Message.PushMessageWithId", 3, RpcPermission.WRITE);
    this.messager = messager;
  }

  record Meta(@JsonProperty("expireEpoch") long expireEpoch) {}

  record Given(String uid, Message message, long expireEpoch) {}

  @Override
  protected Given read(RpcCall call) {
    return new Given(
        Arguments.string(call, 0),
        Arguments.message(call, 1),
        Arguments.value(call, 2, "*types.SendSpec", Meta.class).map(Meta::expireEpoch).orElse(0L));
  }

  @Override
  protected @Nullable Object answer(DevnetChain chain, Given given) {
    messager.push(given.uid(), given.message(), given.expireEpoch());
    return given.uid();
  }
}
