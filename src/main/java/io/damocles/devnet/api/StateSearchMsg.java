package io.damocles.devnet.api;

import io.damocles.chain.Cid;
import io.damocles.chain.TipSetKey;
import io.damocles.devnet.chain.DevnetChain;
import io.damocles.rpc.RpcCall;
import org.jspecify.annotations.Nullable;

/** {@code StateSearchMsg(tipset, message, lookback, allowReplaced)}. */
final class StateSearchMsg extends NodeCall<StateSearchMsg.Given> {
  record Given(TipSetKey key, Cid message, long lookback, boolean allowReplaced) {}

  StateSearchMsg(Node node) {
    super(node, "StateSearchMsg", 4);
  }

  @Override
  protected Given read(RpcCall call) {
    return new Given(
        Arguments.tipSetKey(call, 0),
        Arguments.cid(call, 1),
        Arguments.epoch(call, 2),
        Arguments.bool(call, 3));
  }

  @Override
  protected @Nullable Object answer(DevnetChain chain, Given given) {
    return chain
        .search(given.key(), given.message(), given.lookback(), given.allowReplaced())
        .map(FoundMessage::of)
        .orElse(null);
  }
}
