package io.damocles.manager;

import io.damocles.job.AttemptId;
import io.damocles.job.sql.Sweeps;
import io.damocles.time.Moment;
import io.damocles.time.Timeline;
import io.vertx.core.Future;
import java.util.List;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes jobs from workers that fell silent, exactly when their lease ends. */
final class LeaseVerticle extends AlarmVerticle implements JobListener {
  private static final Logger log = LoggerFactory.getLogger(LeaseVerticle.class);

  private final ManagerMetrics metrics;
  private boolean heartbeatsWereLost;

  LeaseVerticle(JobService jobs, Timeline timeline, ManagerMetrics metrics) {
    super("leases", jobs, timeline);
    this.metrics = metrics;
  }

  @Override
  public Future<?> start() {
    Moment now = timeline.now();
    return jobs.write(table -> table.sweeps().adopt(now))
        .onSuccess(
            adopted -> log.info("jobs={} running at start, their leases begin anew", adopted))
        .compose(adopted -> super.start());
  }

  @Override
  public void leased() {
    within(jobs.rules().heartbeatTimeout().toMillis());
  }

  /**
   * While nothing can be stored, no worker can keep its lease: all of them begin anew afterwards.
   */
  @Override
  public void unstored() {
    heartbeatsWereLost = true;
  }

  @Override
  Future<OptionalLong> run() {
    Moment now = timeline.now();
    boolean adopts = heartbeatsWereLost;
    heartbeatsWereLost = false;
    return jobs.write(
            table -> {
              if (adopts) {
                table.sweeps().adopt(now);
              }
              List<AttemptId> lapsed = table.sweeps().lapse(now);
              OptionalLong next =
                  Sweeps.mayHaveMore(lapsed)
                      ? OptionalLong.of(now.steady())
                      : table.sweeps().nextLapse();
              return new Outcome(lapsed, next);
            })
        .map(
            outcome -> {
              outcome.lapsed().forEach(this::tell);
              return Outcome.delay(outcome.next(), timeline.now().steady());
            });
  }

  private record Outcome(List<AttemptId> lapsed, OptionalLong next) {
    static OptionalLong delay(OptionalLong next, long now) {
      return next.isEmpty() ? next : OptionalLong.of(next.getAsLong() - now);
    }
  }

  private void tell(AttemptId attempt) {
    log.warn("job={} attempt={} heartbeat timeout", attempt.job(), attempt.attempt());
    metrics.lapsed();
    jobs.wake();
  }
}
