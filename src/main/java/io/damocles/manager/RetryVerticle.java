package io.damocles.manager;

import io.damocles.time.Timeline;
import io.vertx.core.Future;
import java.util.OptionalLong;

/** Wakes waiting workers when the pause of a failed job is over. */
final class RetryVerticle extends AlarmVerticle implements JobListener {
  private static final long LONGEST_WAIT_MILLIS = 10_000;

  RetryVerticle(JobService jobs, Timeline timeline) {
    super("retries", jobs, timeline);
  }

  @Override
  public void retries(long at) {
    within(Math.min(at - timeline.now().wall(), LONGEST_WAIT_MILLIS));
  }

  @Override
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
