package io.damocles.manager.api;

import io.damocles.manager.JobService;
import io.damocles.rpc.RpcCall;
import io.damocles.rpc.RpcMethod;
import io.damocles.rpc.RpcPermission;
import io.damocles.rpc.RpcResult;
import io.vertx.core.Future;

/** {@code Venus.WdPoStRemoveJob(id)}: deletes a job; one that is not there is no error. */
public final class RemoveJob implements RpcMethod {
  private final JobService jobs;

  public RemoveJob(JobService jobs) {
    this.jobs = jobs;
  }

  @Override
  public String name() {
    return "Venus.WdPoStRemoveJob";
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
    return jobs.remove(Parameters.string(call, 0)).map(removed -> RpcResult.none());
  }
}
