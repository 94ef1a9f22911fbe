package io.damocles.manager.api;

import io.damocles.manager.WorkerService;
import io.damocles.rpc.RpcCall;
import io.damocles.rpc.RpcMethod;
import io.damocles.rpc.RpcResult;
import io.damocles.wire.Json;
import io.vertx.core.Future;

/** {@code Venus.WorkerPingInfoList()}: all workers that were heard of. */
public final class WorkerPingInfoList implements RpcMethod {
  private final WorkerService workers;

  public WorkerPingInfoList(WorkerService workers) {
    this.workers = workers;
  }

  @Override
  public String name() {
    return "Venus.WorkerPingInfoList";
  }

  @Override
  public int parameters() {
    return 0;
  }

  @Override
  public Future<RpcResult> call(RpcCall call) {
    return workers.list().map(list -> RpcResult.of(Json.write(list)));
  }
}
