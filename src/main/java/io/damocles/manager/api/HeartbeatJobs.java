package io.damocles.manager.api;

import io.damocles.manager.JobService;
import io.damocles.rpc.RpcCall;
import io.damocles.rpc.RpcMethod;
import io.damocles.rpc.RpcPermission;
import io.damocles.rpc.RpcResult;
import io.vertx.core.Future;
import java.util.List;

/**
 * {@code Venus.WdPoStHeartbeatJobs(ids, workerName)}: extends leases, each on its own (damocles
 * undoes them all if one id is unknown).
 */
public final class HeartbeatJobs implements RpcMethod {
  private final JobService jobs;

  public HeartbeatJobs(JobService jobs) {
    this.jobs = jobs;
  }

  @Override
  public String name() {
    return "Venus.WdPoStHeartbeatJobs";
  }

  @Override
  public int parameters() {
    return 2;
  }

  @Override
  public RpcPermission permission() {
    return RpcPermission.WRITE;
  }

  @Override
  public Future<RpcResult> call(RpcCall call) {
    List<String> ids = Parameters.strings(call, 0);
    Names.worker(Parameters.string(call, 1));
    return ids.isEmpty()
        ? Future.succeededFuture(RpcResult.none())
        : jobs.heartbeats().heartbeat(ids).compose(Standings::all);
  }
}
