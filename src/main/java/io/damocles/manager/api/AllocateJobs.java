package io.damocles.manager.api;

import io.damocles.job.ClaimRequest;
import io.damocles.manager.ClaimedJob;
import io.damocles.manager.Handover;
import io.damocles.manager.JobService;
import io.damocles.rpc.RpcCall;
import io.damocles.rpc.RpcCode;
import io.damocles.rpc.RpcMethod;
import io.damocles.rpc.RpcPermission;
import io.damocles.rpc.RpcResult;
import io.damocles.wire.AllocateSpec;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * {@code Venus.WdPoStAllocateJobs(spec, num, workerName)}: hands out jobs; {@code spec.WaitMillis}
 * waits for one.
 */
public final class AllocateJobs implements RpcMethod {
  private static final long MOST_JOBS = 32;
  private static final long LONGEST_WAIT_MILLIS = 60_000;
  private static final int MOST_FILTERS = 1000;
  private static final int OVERHEAD = 128;

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
  public RpcPermission permission() {
    return RpcPermission.WRITE;
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
            set("AllowedMiners", spec == null ? null : spec.allowedMiners(), 0L),
            set("AllowedProofTypes", spec == null ? null : spec.allowedProofTypes(), ""),
            (int) count);
    long wait = spec == null ? 0 : Math.min(Math.max(0, spec.waitMillis()), LONGEST_WAIT_MILLIS);
    call.whenCancelled(jobs::wake);
    return jobs.claim(request, wait, call::isGone).map(AllocateJobs::answer);
  }

  /** Null inside a list is the type's zero value, as in Go. */
  private static <T> Set<T> set(String name, @Nullable List<T> values, T zero) {
    if (values == null) {
      return Set.of();
    }
    if (values.size() > MOST_FILTERS) {
      throw RpcCode.FAILED.exception(
          "%s has %d entries, at most %d are allowed".formatted(name, values.size(), MOST_FILTERS));
    }
    return values.stream()
        .map(value -> Objects.requireNonNullElse(value, zero))
        .collect(Collectors.toUnmodifiableSet());
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
          .appendBytes(job.input());
      append(json, "CloseInMillis", job.times().close());
      append(json, "RetryInMillis", job.times().retry());
      json.appendString("}");
      separator = ",";
    }
    return new RpcResult(json.appendString("]"), handover.end()::ended);
  }

  private static void append(Buffer json, String name, OptionalLong millis) {
    millis.ifPresent(value -> json.appendString(",\"" + name + "\":" + value));
  }
}
