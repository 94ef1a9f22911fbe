package io.damocles.manager.api;

import io.damocles.manager.WorkerService;
import io.damocles.rpc.RpcCall;
import io.damocles.rpc.RpcCode;
import io.damocles.rpc.RpcMethod;
import io.damocles.rpc.RpcPermission;
import io.damocles.rpc.RpcResult;
import io.damocles.wire.WorkerInfo;
import io.vertx.core.Future;
import org.jspecify.annotations.Nullable;

/** {@code Venus.WorkerPing(info)}: a worker says that it is there. */
public final class WorkerPing implements RpcMethod {
  private final WorkerService workers;

  public WorkerPing(WorkerService workers) {
    this.workers = workers;
  }

  @Override
  public String name() {
    return "Venus.WorkerPing";
  }

  @Override
  public int parameters() {
    return 1;
  }

  @Override
  public RpcPermission permission() {
    return RpcPermission.WRITE;
  }

  @Override
  public Future<RpcResult> call(RpcCall call) {
    WorkerInfo info = Parameters.required(call, 0, "core.WorkerInfo", WorkerInfo.class);
    String name = Names.worker(required(info.name(), "worker name is required"));
    String dest = required(info.dest(), "worker dest is required");
    return workers
        .ping(
            new WorkerInfo(
                name,
                dest,
                info.version() == null ? "" : info.version(),
                info.summary() == null ? WorkerInfo.Summary.NONE : info.summary()))
        .map(done -> RpcResult.none());
  }

  private static String required(@Nullable String value, String message) {
    if (value == null || value.isEmpty()) {
      throw RpcCode.FAILED.exception(message);
    }
    return value;
  }
}
