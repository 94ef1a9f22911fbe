package io.damocles.manager.api;

import io.damocles.job.ClaimRequest;
import io.damocles.manager.ClaimedJob;
import io.damocles.manager.Handover;
import io.damocles.manager.JobService;
import io.damocles.rpc.RpcCall;
import io.damocles.rpc.RpcMethod;
import io.damocles.rpc.RpcResult;
import io.damocles.wire.AllocateSpec;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.Set;

/**
 * {@code Venus.WdPoStAllocateJobs(spec, num, workerName)}: hands out jobs; {@code spec.WaitMillis}
 * waits for one.
 */
public final class AllocateJobs implements RpcMethod {
  private static final long MOST_JOBS = 32;
  private static final long LONGEST_WAIT_MILLIS = 60_000;
  private static final int OVERHEAD = 64;

  private final JobService jobs;

  public AllocateJobs(JobService jobs) {
    this.jobs = jobs;
  }

  @Override
  public String name() {
    return "Venus.WdPoStAllocateJobs";
  }

  @Override
  public int parameters() {
    return 3;
  }

  @Override
  public Future<RpcResult> call(RpcCall call) {
    AllocateSpec spec =
        Parameters.optional(call, 0, "core.AllocateWdPoStJobSpec", AllocateSpec.class);
    long count = Math.min(Parameters.uint32(call, 1), MOST_JOBS);
    String worker = Names.worker(Parameters.string(call, 2));
    if (count == 0) {
      return Future.succeededFuture(RpcResult.of("[]"));
    }
    ClaimRequest request =
        new ClaimRequest(
            worker,
            spec == null || spec.allowedMiners() == null
                ? Set.of()
                : Set.copyOf(spec.allowedMiners()),
            spec == null || spec.allowedProofTypes() == null
                ? Set.of()
                : Set.copyOf(spec.allowedProofTypes()),
            (int) count);
    long wait = spec == null ? 0 : Math.min(Math.max(0, spec.waitMillis()), LONGEST_WAIT_MILLIS);
    return jobs.claim(request, wait, call::isGone).map(AllocateJobs::answer);
  }

  private static RpcResult answer(Handover handover) {
    List<ClaimedJob> claimed = handover.jobs();
    Buffer json =
        Buffer.buffer(claimed.stream().mapToInt(job -> job.input().length + OVERHEAD).sum() + 2);
    json.appendString("[");
    String separator = "";
    for (ClaimedJob job : claimed) {
      json.appendString(separator)
          .appendString("{\"Id\":\"")
          .appendString(job.attempt().toString())
          .appendString("\",\"Input\":")
          .appendBytes(job.input())
          .appendString("}");
      separator = ",";
    }
    return new RpcResult(json.appendString("]"), handover.end()::ended);
  }
}
