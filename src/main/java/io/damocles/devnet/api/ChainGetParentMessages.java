package io.damocles.devnet.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.damocles.chain.Cid;
import io.damocles.chain.Message;
import io.damocles.devnet.chain.DevnetChain;
import io.damocles.rpc.RpcCall;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code ChainGetParentMessages(block)}. */
final class ChainGetParentMessages extends NodeCall<ChainGetParentMessages.Given> {
  record Given(Cid block) {}

  record Numbered(@JsonProperty("Cid") Cid cid, @JsonProperty("Message") Message message) {}

  ChainGetParentMessages(Node node) {
    super(node, "ChainGetParentMessages", 1);
  }

  @Override
  protected Given read(RpcCall call) {
    return new Given(Arguments.cid(call, 0));
  }

  @Override
  protected @Nullable Object answer(DevnetChain chain, Given given) {
    List<Numbered> messages =
        chain.parentMessages(given.block()).stream()
            .map(message -> new Numbered(message.cid(), message.message()))
            .toList();
    return messages.isEmpty() ? null : messages;
  }
}
