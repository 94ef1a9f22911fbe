package io.damocles.worker;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.damocles.rpc.RpcClient;
import io.damocles.rpc.RpcException;
import io.damocles.wire.AllocateSpec;
import io.damocles.wire.AllocatedJob;
import io.damocles.wire.Beat;
import io.damocles.wire.BeatAnswer;
import io.damocles.wire.Json;
import io.damocles.wire.StoreBasicInfo;
import io.damocles.wire.WorkerInfo;
import io.vertx.core.Future;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The manager's calls that a worker makes, as records. */
final class ManagerClient {
  private static final BeatAnswer NO_VERDICTS = new BeatAnswer(List.of());

  private final RpcClient rpc;
  private final Duration limit;
  private final Watch watch;

  ManagerClient(RpcClient rpc, Duration limit) {
    this(rpc, limit, (method, took, answered) -> {});
  }

  private ManagerClient(RpcClient rpc, Duration limit, Watch watch) {
    this.rpc = rpc;
    this.limit = limit;
    this.watch = watch;
  }

  /** Is told of each call that has to do with a job, by damocles' names for them. */
  interface Watch {
    void ended(String method, Duration took, boolean answered);
  }

  /** The same client, watched. */
  ManagerClient watchedBy(Watch other) {
    return new ManagerClient(rpc, limit, other);
  }

  /** The manager's address, by which spooled results know whose they are. */
  String address() {
    return rpc.endpoint().url();
  }

  /** What the manager knows of a store; empty if it does not know it. */
  Future<Optional<StoreBasicInfo>> storeBasicInfo(String store) {
    return call("Venus.StoreBasicInfo", limit, store)
        .compose(json -> read(json, StoreBasicInfo.class))
        .map(Optional::ofNullable);
  }

  /** Asks for one job; the answer may take as long as the spec allows. */
  Future<List<AllocatedJob>> allocate(AllocateSpec spec, String worker) {
    Duration time = limit.plusMillis(spec.waitMillis());
    return watched(
            "allocate_wdpost_job", () -> call("Venus.WdPoStAllocateJobs", time, spec, 1, worker))
        .compose(json -> read(json, AllocatedJob[].class))
        .compose(ManagerClient::usable);
  }

  /** Our heartbeat: progress of all jobs, a verdict for each. */
  Future<BeatAnswer> beat(Beat beat) {
    return watched("wdpost_heartbeat", () -> call("Venus.WdPoStBeat", limit, beat))
        .compose(json -> read(json, BeatAnswer.class))
        .map(answer -> answer == null || answer.jobs() == null ? NO_VERDICTS : answer);
  }

  /** damocles' heartbeat. */
  Future<Void> heartbeat(String id, String worker) {
    return watched(
            "wdpost_heartbeat", () -> call("Venus.WdPoStHeartbeatJobs", limit, List.of(id), worker))
        .mapEmpty();
  }

  /** Hands in a result. */
  Future<Void> finish(ProofResult result) {
    Object[] params = {result.id(), result.output(), ReasonText.escape(result.reason())};
    return watched("wdpost_finish", () -> call("Venus.WdPoStFinishJob", limit, params)).mapEmpty();
  }

  /** Gives jobs back that were not started; damocles' manager does not know this. */
  Future<Void> release(List<String> ids, String worker) {
    return call("Venus.WdPoStReleaseJobs", limit, ids, worker)
        .<Void>mapEmpty()
        .recover(
            e ->
                e instanceof RpcException error && error.isMethodNotFound()
                    ? Future.succeededFuture()
                    : Future.failedFuture(e));
  }

  /** Tells that this worker lives. */
  Future<Void> ping(WorkerInfo info) {
    return call("Venus.WorkerPing", limit, info).mapEmpty();
  }

  private static Future<List<AllocatedJob>> usable(AllocatedJob @Nullable [] jobs) {
    if (jobs == null) {
      return Future.succeededFuture(List.of());
    }
    for (int i = 0; i < jobs.length; i++) {
      if (jobs[i] == null || jobs[i].id() == null || jobs[i].id().isEmpty()) {
        return Future.failedFuture(
            new IOException("the manager's answer does not fit: job " + i + " has no Id"));
      }
    }
    return Future.succeededFuture(List.of(jobs));
  }

  private Future<byte[]> watched(String name, Supplier<Future<byte[]>> call) {
    long start = System.nanoTime();
    return call.get()
        .onComplete(
            answer ->
                watch.ended(name, Duration.ofNanos(System.nanoTime() - start), answer.succeeded()));
  }

  private Future<byte[]> call(String method, Duration time, Object... params) {
    return rpc.call(method, Json.write(Arrays.asList(params)), time);
  }

  private static <T> Future<T> read(byte[] json, Class<T> type) {
    try {
      return Future.succeededFuture(Json.read(json, type));
    } catch (JsonProcessingException e) {
      return Future.failedFuture(
          new IOException("the manager's answer does not fit: " + e.getOriginalMessage(), e));
    } catch (IOException e) {
      return Future.failedFuture(e);
    }
  }
}
