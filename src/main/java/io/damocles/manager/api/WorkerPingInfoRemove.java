package io.damocles.manager.api;

import io.damocles.manager.WorkerService;
import io.damocles.rpc.RpcCall;
import io.damocles.rpc.RpcMethod;
import io.damocles.rpc.RpcPermission;
import io.damocles.rpc.RpcResult;
import io.vertx.core.Future;

/**
 * {@code Venus.WorkerPingInfoRemove(name)}: forgets a worker; the answer has no result, as
 * recorded.
 */
public final class WorkerPingInfoRemove implements RpcMethod {
  private final WorkerService workers;

  public WorkerPingInfoRemove(WorkerService workers) {
    this.workers = workers;
  }

  @Override
  public String name() {
    return "Venus.WorkerPingInfoRemove";
  }

  @Override
  public int parameters() {
    return 1;
  }

  @Override
  public RpcPermission permission() {
    return RpcPermission.ADMIN;
  }

  @Override
  public Future<RpcResult> call(RpcCall call) {
    return workers.remove(Parameters.string(call, 0)).map(done -> RpcResult.absent());
  }
}
