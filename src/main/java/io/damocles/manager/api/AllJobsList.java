package io.damocles.manager.api;

import io.damocles.job.Job;
import io.damocles.manager.JobService;
import io.damocles.rpc.RpcCall;
import io.damocles.rpc.RpcMethod;
import io.damocles.rpc.RpcResult;
import io.damocles.wire.AllJobs;
import io.damocles.wire.JobBrief;
import io.damocles.wire.Json;
import io.vertx.core.Future;
import io.vertx.core.WorkerExecutor;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** {@code Venus.WdPoStAllJobs()}: every job without its payload, newest first. */
public final class AllJobsList implements RpcMethod {
  private final JobService jobs;
  private final WorkerExecutor pool;

  /**
   * @param pool writes the JSON, which is large when there are many jobs
   */
  public AllJobsList(JobService jobs, WorkerExecutor pool) {
    this.jobs = jobs;
    this.pool = pool;
  }

  @Override
  public String name() {
    return "Venus.WdPoStAllJobs";
  }

  @Override
  public int parameters() {
    return 0;
  }

  @Override
  public Future<RpcResult> call(RpcCall call) {
    return jobs.list().compose(all -> pool.executeBlocking(() -> answer(all), false));
  }

  private RpcResult answer(List<Job> all) {
    List<JobBrief> briefs = all.stream().map(AllJobsList::brief).toList();
    return RpcResult.of(Json.write(new AllJobs(briefs, jobs.rules().maxTry())));
  }

  private static JobBrief brief(Job job) {
    return new JobBrief(
        job.id(),
        job.state().wireName(),
        job.deadlineIdx(),
        job.partitions(),
        JobBrief.BlankInput.of(job.miner()),
        JobBrief.BlankOutput.BLANK,
        job.tries(),
        job.error(),
        job.worker(),
        seconds(job.startedAt()),
        seconds(job.heartbeatAt()),
        seconds(job.finishedAt()),
        seconds(job.createdAt()),
        seconds(job.updatedAt()),
        job.sectors(),
        job.faults());
  }

  private static long seconds(long millis) {
    return TimeUnit.MILLISECONDS.toSeconds(millis);
  }
}
