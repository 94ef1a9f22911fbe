package io.damocles.devnet.api;

import io.damocles.chain.Cid;
import io.damocles.devnet.chain.DevnetChain;
import io.damocles.rpc.RpcCall;

/** {@code ChainGetParentReceipts(block)}. */
final class ChainGetParentReceipts extends NodeCall<Cid> {
  ChainGetParentReceipts(Node node) {
    super(node, "ChainGetParentReceipts", 1);
  }

  @Override
  protected Cid read(RpcCall call) {
    return Arguments.cid(call, 0);
  }

  @Override
  protected Object answer(DevnetChain chain, Cid given) {
    return chain.parentReceipts(given).stream().map(FoundMessage.ShownReceipt::of).toList();
  }
}
