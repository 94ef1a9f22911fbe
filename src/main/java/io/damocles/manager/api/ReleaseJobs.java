package io.damocles.manager.api;

import io.damocles.manager.JobService;
import io.damocles.rpc.RpcCall;
import io.damocles.rpc.RpcMethod;
import io.damocles.rpc.RpcPermission;
import io.damocles.rpc.RpcResult;
import io.vertx.core.Future;
import java.util.List;

/**
 * {@code Venus.WdPoStReleaseJobs(ids, workerName)}, an extension: gives back jobs that were not
 * begun.
 */
public final class ReleaseJobs implements RpcMethod {
  private final JobService jobs;

  public ReleaseJobs(JobService jobs) {
    this.jobs = jobs;
  }

  @Override
  public String name() {
    return "Venus.WdPoStReleaseJobs";
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
    return jobs.release(ids).compose(Standings::all);
  }
}
