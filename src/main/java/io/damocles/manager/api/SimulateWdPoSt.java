package io.damocles.manager.api;

import io.damocles.chain.Address;
import io.damocles.chain.TipSetKey;
import io.damocles.chain.node.Chain;
import io.damocles.manager.Rehearsals;
import io.damocles.prover.ProofType;
import io.damocles.rpc.RpcCall;
import io.damocles.rpc.RpcCode;
import io.damocles.rpc.RpcException;
import io.damocles.rpc.RpcMethod;
import io.damocles.rpc.RpcPermission;
import io.damocles.rpc.RpcResult;
import io.damocles.sector.SectorQuery;
import io.vertx.core.Future;
import java.util.List;

/**
 * {@code Venus.SimulateWdPoSt(deadline, partition, miner, postProofType, sectors, rand)}: has a
 * proof made that goes nowhere; answers at once, the log tells what came of it.
 */
public final class SimulateWdPoSt implements RpcMethod {
  private static final int RAND_BYTES = 32;

  private final Rehearsals rehearsals;
  private final Chain chain;

  public SimulateWdPoSt(Rehearsals rehearsals, Chain chain) {
    this.rehearsals = rehearsals;
    this.chain = chain;
  }

  @Override
  public String name() {
    return "Venus.SimulateWdPoSt";
  }

  @Override
  public int parameters() {
    return 6;
  }

  @Override
  public RpcPermission permission() {
    return RpcPermission.ADMIN;
  }

  @Override
  public Future<RpcResult> call(RpcCall call) {
    long deadline = Parameters.index(call, 0);
    long partition = Parameters.index(call, 1);
    Address miner = Parameters.required(call, 2, "address.Address", Address.class);
    ProofType type = AskedSectors.windowProof(Parameters.int64(call, 3));
    List<SectorQuery> sectors = AskedSectors.queries(Parameters.sectors(call, 4));
    byte[] rand = Parameters.required(call, 5, "[]uint8", byte[].class);
    if (rand.length != RAND_BYTES) {
      throw RpcCode.FAILED.exception("rand has %d bytes, expected 32".formatted(rand.length));
    }
    if (sectors.isEmpty()) {
      throw RpcCode.FAILED.exception("there are no sectors to prove");
    }
    return id(miner)
        .map(
            id -> {
              rehearsals.begin(
                  new Rehearsals.Rehearsal(id, type, deadline, partition, sectors, rand));
              return RpcResult.absent();
            });
  }

  private Future<Long> id(Address miner) {
    return miner.isId()
        ? Future.succeededFuture(miner.id())
        : chain
            .lookupId(miner, TipSetKey.HEAD)
            .recover(Parameters::chainFailure)
            .map(found -> found.map(Address::id).orElseThrow(() -> unknown(miner)));
  }

  private static RpcException unknown(Address miner) {
    return RpcCode.FAILED.exception("actor " + miner + " is not on chain");
  }
}
