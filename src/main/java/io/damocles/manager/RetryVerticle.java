package io.damocles.manager;

import io.damocles.time.Timeline;
import io.vertx.core.Future;
import java.util.OptionalLong;

/** Wakes waiting workers when the pause of a failed job is over. */
final class RetryVerticle extends AlarmVerticle implements JobListener {
  RetryVerticle(JobService jobs, Timeline timeline) {
    super("retries", jobs, timeline);
  }

  @Override
  public void retries(long at) {
    within(at - timeline.now().steady());
  }

  @Override
  Future<OptionalLong> run() {
    long steady = timeline.now().steady();
    jobs.wake();
    return jobs.write(table -> table.sweeps().nextRetry(steady))
        .map(
            next ->
                next.isEmpty()
                    ? next
                    : OptionalLong.of(next.getAsLong() - timeline.now().steady()));
  }
}
