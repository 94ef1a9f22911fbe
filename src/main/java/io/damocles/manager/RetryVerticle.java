package io.damocles.manager;

import io.damocles.time.Timeline;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.OptionalLong;

/** Wakes waiting workers when the pause of a failed job is over. */
final class RetryVerticle extends VerticleBase implements JobListener {
  private static final long LONGEST_WAIT_MILLIS = 10_000;

  private final JobService jobs;
  private final Timeline timeline;
  private final Alarm alarm;

  RetryVerticle(JobService jobs, Timeline timeline) {
    this.jobs = jobs;
    this.timeline = timeline;
    this.alarm = new Alarm("retries", timeline, this::run);
  }

  @Override
  public Future<?> start() {
    jobs.listen(this);
    alarm.within(0);
    return Future.succeededFuture();
  }

  @Override
  public Future<?> stop() {
    alarm.stop();
    return Future.succeededFuture();
  }

  @Override
  public void retries(long at) {
    alarm.within(Math.min(at - timeline.now().wall(), LONGEST_WAIT_MILLIS));
  }

  /** Wakes who waits; returns the milliseconds until the next pause is over. */
  Future<OptionalLong> run() {
    long wall = timeline.now().wall();
    jobs.wake();
    return jobs.write(table -> table.sweeps().nextRetry(wall))
        .map(
            next ->
                next.isEmpty()
                    ? next
                    : OptionalLong.of(
                        Math.min(next.getAsLong() - timeline.now().wall(), LONGEST_WAIT_MILLIS)));
  }
}
