package io.damocles.manager.api;

import io.damocles.manager.WorkerService;
import io.damocles.rpc.RpcCall;
import io.damocles.rpc.RpcMethod;
import io.damocles.rpc.RpcResult;
import io.damocles.wire.Json;
import io.vertx.core.Future;

/** {@code Venus.WorkerGetPingInfo(name)}: one worker, or null. */
public final class WorkerGetPingInfo implements RpcMethod {
  private final WorkerService workers;

  public WorkerGetPingInfo(WorkerService workers) {
    this.workers = workers;
  }

  @Override
  public String name() {
    return "Venus.WorkerGetPingInfo";
  }

  @Override
  public int parameters() {
    return 1;
  }

  @Override
  public Future<RpcResult> call(RpcCall call) {
    return workers
        .find(Parameters.string(call, 0))
        .map(found -> found.map(info -> RpcResult.of(Json.write(info))).orElseGet(RpcResult::none));
  }
}
