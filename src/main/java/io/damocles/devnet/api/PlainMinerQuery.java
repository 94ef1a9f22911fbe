package io.damocles.devnet.api;

import io.damocles.rpc.RpcCall;
import org.jspecify.annotations.Nullable;

/** A call with a miner and a tipset, and no more. */
abstract class PlainMinerQuery extends MinerQuery<Boolean> {
  PlainMinerQuery(Node node, String name) {
    super(node, name, 2, "");
  }

  @Override
  final Boolean more(RpcCall call) {
    return Boolean.TRUE;
  }

  @Override
  final @Nullable Object answer(ShownMiner miner, Boolean more, long height) {
    return answer(miner, height);
  }

  abstract @Nullable Object answer(ShownMiner miner, long height);
}
