package io.damocles.devnet.api;

import io.damocles.chain.Cid;
import io.damocles.rpc.RpcCall;
import io.damocles.rpc.RpcMethod;
import io.damocles.rpc.RpcResult;
import io.vertx.core.Future;

/** {@code StateWaitMsg(message, confidence, lookback, allowReplaced)}. */
final class StateWaitMsg implements RpcMethod {
  private final Node node;
  private final StateSearchMsg search;

  StateWaitMsg(Node node) {
    this.node = node;
    this.search = new StateSearchMsg(node);
  }

  @Override
  public String name() {
    return "Filecoin.StateWaitMsg";
  }

  @Override
  public int parameters() {
    return 4;
  }

  @Override
  public Future<RpcResult> call(RpcCall call) {
    Cid message = Arguments.cid(call, 0);
    long confidence = Arguments.uint64(call, 1);
    long lookback = Arguments.epoch(call, 2);
    boolean allowReplaced = Arguments.bool(call, 3);
    return Waiting.until(
            node, call, () -> node.chain().settled(message, confidence, lookback, allowReplaced))
        .map(FoundMessage::of)
        .compose(search::written);
  }
}
