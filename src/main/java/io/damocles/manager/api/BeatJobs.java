package io.damocles.manager.api;

import io.damocles.job.NewJob;
import io.damocles.job.Progress;
import io.damocles.job.Standing;
import io.damocles.manager.Heartbeats.Beaten;
import io.damocles.manager.JobService;
import io.damocles.rpc.RpcCall;
import io.damocles.rpc.RpcMethod;
import io.damocles.rpc.RpcPermission;
import io.damocles.rpc.RpcResult;
import io.damocles.time.Timeline;
import io.damocles.wire.Beat;
import io.damocles.wire.BeatAnswer;
import io.damocles.wire.Json;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code Venus.WdPoStBeat(beat)}, an extension: a heartbeat with progress; the answer says whether
 * to go on.
 */
public final class BeatJobs implements RpcMethod {
  private static final int LONGEST_STAGE = 16;

  private final JobService jobs;
  private final Timeline timeline;

  public BeatJobs(JobService jobs, Timeline timeline) {
    this.jobs = jobs;
    this.timeline = timeline;
  }

  @Override
  public String name() {
    return "Venus.WdPoStBeat";
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
    Beat beat = Parameters.required(call, 0, "Beat", Beat.class);
    List<Future<Beaten>> beaten = new ArrayList<>();
    for (Beat.Progress job : beat.jobs()) {
      beaten.add(
          jobs.heartbeats()
              .beat(
                  beat.worker(),
                  job.id(),
                  new Progress(stage(job), job.done(), job.total()),
                  job.silentMillis() == null ? 0 : job.silentMillis()));
    }
    return Future.all(beaten)
        .map(
            all -> {
              List<BeatAnswer.Verdict> verdicts = new ArrayList<>();
              for (int i = 0; i < beaten.size(); i++) {
                verdicts.add(verdict(beat.jobs().get(i).id(), all.resultAt(i)));
              }
              return RpcResult.of(Json.write(new BeatAnswer(verdicts)));
            });
  }

  private static String stage(Beat.Progress job) {
    String stage = job.stage() == null ? "" : job.stage();
    return stage.length() > LONGEST_STAGE ? stage.substring(0, LONGEST_STAGE) : stage;
  }

  private BeatAnswer.Verdict verdict(String id, Beaten beaten) {
    Standing standing = beaten.standing();
    Long closeIn =
        beaten
            .due()
            .filter(due -> due.closeAt() != NewJob.NEVER)
            .map(due -> due.closeAt() - timeline.now().wall())
            .orElse(null);
    return new BeatAnswer.Verdict(id, standing.isDone(), standing.message(), closeIn);
  }
}
