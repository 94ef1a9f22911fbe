package io.damocles.manager.api;

import io.damocles.chain.TipSetKey;
import io.damocles.chain.node.Chain;
import io.damocles.poster.ChallengeSeed;
import io.damocles.rpc.RpcCall;
import io.damocles.rpc.RpcMethod;
import io.damocles.rpc.RpcResult;
import io.damocles.wire.Json;
import io.damocles.wire.WindowPoStRandomness;
import io.vertx.core.Future;

/** {@code Venus.GetWindowPoStCommitRand(tipset, epoch)}: what a message commits to. */
public final class WindowPoStCommitRand implements RpcMethod {
  private final Chain chain;

  public WindowPoStCommitRand(Chain chain) {
    this.chain = chain;
  }

  @Override
  public String name() {
    return "Venus.GetWindowPoStCommitRand";
  }

  @Override
  public int parameters() {
    return 2;
  }

  @Override
  public Future<RpcResult> call(RpcCall call) {
    TipSetKey at = Parameters.tipSet(call, 0);
    long epoch = Parameters.int64(call, 1);
    return ChallengeSeed.commitment(chain, epoch, at)
        .map(rand -> RpcResult.of(Json.write(new WindowPoStRandomness(epoch, rand))))
        .recover(Parameters::chainFailure);
  }
}
