package io.damocles.devnet.api;

import io.damocles.chain.Address;
import io.damocles.chain.TipSetKey;
import io.damocles.devnet.chain.DevnetChain;
import io.damocles.rpc.RpcCall;
import org.jspecify.annotations.Nullable;

/** A call about one miner: {@code (address, …, tipset)}. */
abstract class MinerQuery<P> extends NodeCall<MinerQuery.Given<P>> {
  private final int last;
  private final String context;

  /**
   * @param parameters how many, the address first, the tipset last
   * @param context stands before the error of an unknown miner
   */
  MinerQuery(Node node, String name, int parameters, String context) {
    super(node, name, parameters);
    this.last = parameters - 1;
    this.context = context;
  }

  /** What every such call is given, and what else. */
  record Given<P>(Address miner, TipSetKey key, P more) {}

  @Override
  protected final Given<P> read(RpcCall call) {
    return new Given<>(Arguments.address(call, 0), Arguments.tipSetKey(call, last), more(call));
  }

  @Override
  protected final @Nullable Object answer(DevnetChain chain, Given<P> given) {
    Miners miners = new Miners(chain, given.key());
    return answer(miners.view(given.miner(), context), given.more(), miners.height());
  }

  /** The parameters between the first and the last. */
  abstract P more(RpcCall call);

  abstract @Nullable Object answer(ShownMiner miner, P more, long height);
}
