package io.damocles.manager;

import io.damocles.job.sql.Sweeps;
import io.damocles.time.Timeline;
import io.vertx.core.Future;
import java.util.List;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Expires jobs whose deadline closes, when it closes. */
final class DeadlineVerticle extends AlarmVerticle implements JobListener {
  private static final Logger log = LoggerFactory.getLogger(DeadlineVerticle.class);

  /** The wall clock may be set while we wait, so no wait is longer than this. */
  private static final long LONGEST_WAIT_MILLIS = 10_000;

  private final ManagerMetrics metrics;

  DeadlineVerticle(JobService jobs, Timeline timeline, ManagerMetrics metrics) {
    super("deadlines", jobs, timeline);
    this.metrics = metrics;
  }

  @Override
  public void mayExpire(long closeAt) {
    within(Math.min(closeAt - timeline.now().wall(), LONGEST_WAIT_MILLIS));
  }

  private record Outcome(List<String> expired, OptionalLong next) {}

  @Override
  Future<OptionalLong> run() {
    long wall = timeline.now().wall();
    return jobs.write(
            table -> {
              List<String> expired = table.sweeps().expire(wall);
              OptionalLong next =
                  Sweeps.mayHaveMore(expired) ? OptionalLong.of(wall) : table.sweeps().nextClose();
              return new Outcome(expired, next);
            })
        .map(
            outcome -> {
              outcome.expired().forEach(this::tell);
              return outcome.next().isEmpty()
                  ? OptionalLong.empty()
                  : OptionalLong.of(
                      Math.min(
                          outcome.next().getAsLong() - timeline.now().wall(), LONGEST_WAIT_MILLIS));
            });
  }

  private void tell(String job) {
    log.error("job={} expired: its deadline closed before it was proven", job);
    metrics.expired();
  }
}
