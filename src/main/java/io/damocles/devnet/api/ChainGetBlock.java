package io.damocles.devnet.api;

import io.damocles.chain.Cid;
import io.damocles.chain.TipSetKey;
import io.damocles.devnet.chain.DevnetChain;
import io.damocles.rpc.RpcCall;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code ChainGetBlock(block)}. */
final class ChainGetBlock extends NodeCall<ChainGetBlock.Given> {
  record Given(Cid block) {}

  ChainGetBlock(Node node) {
    super(node, "ChainGetBlock", 1);
  }

  @Override
  protected Given read(RpcCall call) {
    return new Given(Arguments.cid(call, 0));
  }

  @Override
  protected @Nullable Object answer(DevnetChain chain, Given given) {
    return chain.tipset(new TipSetKey(List.of(given.block()))).blocks().get(0);
  }
}
