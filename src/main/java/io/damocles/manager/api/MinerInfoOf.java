package io.damocles.manager.api;

import io.damocles.chain.Address;
import io.damocles.chain.MinerInfo;
import io.damocles.chain.TipSetKey;
import io.damocles.chain.node.Chain;
import io.damocles.rpc.RpcCall;
import io.damocles.rpc.RpcMethod;
import io.damocles.rpc.RpcResult;
import io.damocles.wire.Json;
import io.damocles.wire.MinerBasicInfo;
import io.vertx.core.Future;

/** {@code Venus.GetInfo(miner)}: the size of a miner's sectors and the proofs that fit it. */
public final class MinerInfoOf implements RpcMethod {
  /** Five sizes, and each family of proofs is numbered from a multiple of five. */
  private static final int SIZES = 5;

  private static final int SEAL_V1_1 = 5;

  private final Chain chain;

  public MinerInfoOf(Chain chain) {
    this.chain = chain;
  }

  @Override
  public String name() {
    return "Venus.GetInfo";
  }

  @Override
  public int parameters() {
    return 1;
  }

  @Override
  public Future<RpcResult> call(RpcCall call) {
    long miner = Parameters.uint64(call, 0);
    return chain
        .minerInfo(Address.ofId(miner), TipSetKey.HEAD)
        .map(info -> RpcResult.of(Json.write(basic(miner, info))))
        .recover(Parameters::chainFailure);
  }

  private static MinerBasicInfo basic(long miner, MinerInfo info) {
    return new MinerBasicInfo(
        miner,
        Address.ofId(miner).toString(),
        info.sectorSize(),
        info.windowPoStProofType(),
        SEAL_V1_1 + info.windowPoStProofType() % SIZES);
  }
}
