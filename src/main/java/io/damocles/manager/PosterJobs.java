package io.damocles.manager;

import io.damocles.job.Job;
import io.damocles.job.NewJob;
import io.damocles.poster.Jobs;
import io.damocles.poster.PartitionLink;
import io.damocles.poster.sql.PostTable;
import io.damocles.time.Timeline;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The job service as the poster knows it. */
final class PosterJobs implements Jobs {
  private final JobService jobs;
  private final Timeline timeline;

  PosterJobs(JobService jobs, Timeline timeline) {
    this.jobs = jobs;
    this.timeline = timeline;
  }

  @Override
  public Future<Boolean> create(NewJob job, PartitionLink link) {
    long wall = timeline.now().wall();
    return jobs.create(
        job,
        table -> {
          new PostTable(table.sql()).link(link, wall);
          return true;
        });
  }

  @Override
  public Future<List<Job>> of(long miner, long deadline) {
    return jobs.reader().ofDeadline(miner, deadline);
  }

  @Override
  public Future<Optional<Job>> find(String id) {
    return jobs.reader().find(id);
  }

  @Override
  public Future<Optional<byte[]>> input(String id) {
    return jobs.reader().input(id);
  }

  @Override
  public Future<Optional<byte[]>> output(String id) {
    return jobs.reader().output(id);
  }

  @Override
  public Future<Boolean> reset(String id) {
    return jobs.reset(id);
  }

  @Override
  public Future<Boolean> remove(String id) {
    return jobs.remove(id);
  }

  @Override
  public void listen(Consumer<String> listener) {
    jobs.listen(
        new JobListener() {
          @Override
          public void finished(String job) {
            listener.accept(job);
          }

          @Override
          public void changed(String job) {
            listener.accept(job);
          }
        });
  }
}
