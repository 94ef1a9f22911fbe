package io.damocles.devnet.api;

import io.damocles.chain.TipSetKey;
import io.damocles.devnet.chain.DevnetChain;
import io.damocles.rpc.RpcCall;
import org.jspecify.annotations.Nullable;

/** {@code ChainGetTipSetByHeight(height, tipset)}. */
final class ChainGetTipSetByHeight extends NodeCall<ChainGetTipSetByHeight.Given> {
  record Given(long height, TipSetKey key) {}

  ChainGetTipSetByHeight(Node node) {
    super(node, "ChainGetTipSetByHeight", 2);
  }

  @Override
  protected Given read(RpcCall call) {
    return new Given(Arguments.epoch(call, 0), Arguments.tipSetKey(call, 1));
  }

  @Override
  protected @Nullable Object answer(DevnetChain chain, Given given) {
    return chain.tipsetAt(given.height(), given.key());
  }
}
