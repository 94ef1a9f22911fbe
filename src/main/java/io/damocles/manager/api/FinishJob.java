package io.damocles.manager.api;

import io.damocles.manager.JobService;
import io.damocles.rpc.RpcCall;
import io.damocles.rpc.RpcMethod;
import io.damocles.rpc.RpcPermission;
import io.damocles.rpc.RpcResult;
import io.damocles.wire.JobOutput;
import io.damocles.wire.Reason;
import io.vertx.core.Future;

/**
 * {@code Venus.WdPoStFinishJob(id, output, errorReason)}: ends an attempt with its proof, its
 * faults or its error.
 */
public final class FinishJob implements RpcMethod {
  private static final String NOTHING = "the worker sent neither a proof nor a reason";

  private final JobService jobs;

  public FinishJob(JobService jobs) {
    this.jobs = jobs;
  }

  @Override
  public String name() {
    return "Venus.WdPoStFinishJob";
  }

  @Override
  public int parameters() {
    return 3;
  }

  @Override
  public RpcPermission permission() {
    return RpcPermission.WRITE;
  }

  @Override
  public Future<RpcResult> call(RpcCall call) {
    String id = Parameters.string(call, 0);
    JobOutput output = Parameters.optional(call, 1, "core.WindowPoStOutput", JobOutput.class);
    String reason = Parameters.string(call, 2);
    if (!reason.isEmpty()) {
      return jobs.fail(id, Reason.cut(reason)).compose(Standings::finished);
    }
    if (output == null || (output.proofList().isEmpty() && output.faultList().isEmpty())) {
      return jobs.fail(id, NOTHING).compose(Standings::finished);
    }
    return jobs.finish(id, output).compose(Standings::finished);
  }
}
