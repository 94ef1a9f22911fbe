package io.damocles.manager;

import io.damocles.job.sql.JobReader.KnownWorker;
import io.damocles.time.Timeline;
import io.damocles.wire.Json;
import io.damocles.wire.WorkerInfo;
import io.damocles.wire.WorkerPingInfo;
import io.vertx.core.Future;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The workers that were heard of, and when. */
public final class WorkerService {
  private final JobService jobs;
  private final Timeline timeline;

  WorkerService(JobService jobs, Timeline timeline) {
    this.jobs = jobs;
    this.timeline = timeline;
  }

  /** Remembers a worker's word. */
  public Future<Void> ping(WorkerInfo info) {
    long wall = timeline.now().wall();
    String name = String.valueOf(info.name());
    String json = new String(Json.write(info), StandardCharsets.UTF_8);
    return jobs.write(
            table -> {
              table.workers().ping(name, json, wall);
              return true;
            })
        .mapEmpty();
  }

  /** All workers by name. */
  public Future<List<WorkerPingInfo>> list() {
    return jobs.reader()
        .workers()
        .map(workers -> workers.stream().map(WorkerService::info).toList());
  }

  /** The worker of that name, or nothing. */
  public Future<Optional<WorkerPingInfo>> find(String name) {
    return jobs.reader().worker(name).map(found -> found.map(WorkerService::info));
  }

  /** Forgets a worker. */
  public Future<Void> remove(String name) {
    return jobs.write(
            table -> {
              table.workers().remove(name);
              return true;
            })
        .mapEmpty();
  }

  static WorkerPingInfo info(KnownWorker worker) {
    try {
      byte[] json = worker.info().getBytes(StandardCharsets.UTF_8);
      return new WorkerPingInfo(
          Json.read(json, WorkerInfo.class), TimeUnit.MILLISECONDS.toSeconds(worker.lastPing()));
    } catch (IOException e) {
      throw new UncheckedIOException("worker " + worker.name(), e);
    }
  }
}
