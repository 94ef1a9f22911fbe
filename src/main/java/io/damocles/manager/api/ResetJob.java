package io.damocles.manager.api;

import io.damocles.manager.JobService;
import io.damocles.rpc.RpcCall;
import io.damocles.rpc.RpcCode;
import io.damocles.rpc.RpcMethod;
import io.damocles.rpc.RpcPermission;
import io.damocles.rpc.RpcResult;
import io.vertx.core.Future;

/** {@code Venus.WdPoStResetJob(id)}: makes a job as good as new, whatever became of it. */
public final class ResetJob implements RpcMethod {
  private final JobService jobs;

  public ResetJob(JobService jobs) {
    this.jobs = jobs;
  }

  @Override
  public String name() {
    return "Venus.WdPoStResetJob";
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
    String id = Parameters.string(call, 0);
    return jobs.reset(id).compose(done -> done ? done() : missing(id));
  }

  private static Future<RpcResult> done() {
    return Future.succeededFuture(RpcResult.none());
  }

  private static Future<RpcResult> missing(String id) {
    return Future.failedFuture(RpcCode.FAILED.exception("job '" + id + "' does not exist"));
  }
}
