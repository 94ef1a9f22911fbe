package io.damocles.devnet.messager;

import io.damocles.devnet.api.Arguments;
import io.damocles.devnet.api.Node;
import io.damocles.devnet.api.NodeCall;
import io.damocles.devnet.api.Waiting;
import io.damocles.devnet.chain.DevnetChain;
import io.damocles.rpc.RpcCall;
import io.damocles.rpc.RpcResult;
import io.vertx.core.Future;
import java.util.Optional;

/** {@code Message.WaitMessage(uid, confidence)}: once it is so deep in the chain, or given up. */
public final class WaitMessage extends NodeCall<WaitMessage.Given> {
  private final Messager messager;

  public WaitMessage(Node node, Messager messager) {
    super(node, "Message.WaitMessage", 2);
    this.messager = messager;
  }

  record Given(String uid, long confidence) {}

  @Override
  protected Given read(RpcCall call) {
    return new Given(Arguments.string(call, 0), Arguments.uint64(call, 1));
  }

  @Override
  public Future<RpcResult> call(RpcCall call) {
    Given given = read(call);
    return Waiting.until(
            node(),
            call,
            () -> Optional.of(answer(node().chain(), given)).filter(view -> isSettled(view, given)))
        .compose(this::written);
  }

  @Override
  protected MessageView answer(DevnetChain chain, Given given) {
    return messager.view(given.uid());
  }

  private static boolean isSettled(MessageView view, Given given) {
    return view.state() >= MessageState.FAILED.number()
        || (view.state() == MessageState.ON_CHAIN.number()
            && view.confidence() >= given.confidence());
  }
}
