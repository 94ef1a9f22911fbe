package io.damocles.manager.api;

import io.damocles.chain.Address;
import io.damocles.chain.TipSetKey;
import io.damocles.chain.node.Chain;
import io.damocles.poster.ChallengeSeed;
import io.damocles.rpc.RpcCall;
import io.damocles.rpc.RpcMethod;
import io.damocles.rpc.RpcResult;
import io.damocles.wire.Json;
import io.damocles.wire.WindowPoStRandomness;
import io.vertx.core.Future;

/**
 * {@code Venus.GetWindowPoStChanlleengeRand(tipset, epoch, miner)} (damocles spells it so): what
 * the miner is challenged with in that epoch, as the chain gives it.
 */
public final class WindowPoStChallengeRand implements RpcMethod {
  private final Chain chain;

  public WindowPoStChallengeRand(Chain chain) {
    this.chain = chain;
  }

  @Override
  public String name() {
    return "Venus.GetWindowPoStChanlleengeRand";
  }

  @Override
  public int parameters() {
    return 3;
  }

  @Override
  public Future<RpcResult> call(RpcCall call) {
    TipSetKey at = Parameters.tipSet(call, 0);
    long epoch = Parameters.int64(call, 1);
    Address miner = Address.ofId(Parameters.uint64(call, 2));
    return ChallengeSeed.drawn(chain, miner, epoch, at)
        .map(rand -> RpcResult.of(Json.write(new WindowPoStRandomness(epoch, rand))))
        .recover(Parameters::chainFailure);
  }
}
