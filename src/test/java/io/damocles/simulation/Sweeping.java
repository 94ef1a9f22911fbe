package io.damocles.simulation;

import io.damocles.job.JobRules;
import io.damocles.job.NewJob;
import io.damocles.job.sql.Sweeps;
import io.damocles.manager.ManagerRules.Ringing;
import io.damocles.time.Moment;
import io.damocles.time.UnhurriedClock;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;

/** What time does to jobs, as the manager's verticles have it done. */
final class Sweeping {
  /** How many timers it needs at most. */
  static final int ALARMS = 4;

  private static final long LONGEST_WAIT_MILLIS = 10_000;
  private static final long CLEAN_UP_MILLIS = 60_000;

  private final SimulatedJobs jobs;
  private final Life life;
  private final JobRules rules;
  private final Ringing leases;
  private final Ringing deadlines;
  private final Ringing retries;
  private final Ringing cleanUp;
  private final UnhurriedClock ages = new UnhurriedClock();
  private boolean heartbeatsWereLost;

  Sweeping(SimulatedJobs jobs, Life life, JobRules rules) {
    this.jobs = jobs;
    this.life = life;
    this.rules = rules;
    this.leases = new Ringing("leases", life, this::lapse);
    this.deadlines = new Ringing("deadlines", life, this::expire);
    this.retries = new Ringing("retries", life, this::retry);
    this.cleanUp = new Ringing("clean-up", life, this::cleanUp);
  }

  void start() {
    Moment now = life.now();
    jobs.write(table -> table.sweeps().adopt(now));
    leases.within(0);
    deadlines.within(0);
    retries.within(0);
    cleanUp.within(10 * CLEAN_UP_MILLIS);
  }

  void stop() {
    leases.stop();
    deadlines.stop();
    retries.stop();
    cleanUp.stop();
  }

  void leased() {
    leases.within(rules.heartbeatTimeout().toMillis());
  }

  /** Something could not be stored; it may have been heartbeats. */
  void unstored() {
    heartbeatsWereLost = true;
  }

  void mayExpire(long closeAt) {
    deadlines.within(Math.min(closeAt - life.now().wall(), LONGEST_WAIT_MILLIS));
  }

  void retries(long at) {
    if (at != NewJob.NEVER) {
      retries.within(at - life.now().steady());
    }
  }

  private record Outcome(List<?> done, OptionalLong next) {}

  private Future<OptionalLong> lapse() {
    Moment now = life.now();
    boolean adopts = heartbeatsWereLost;
    heartbeatsWereLost = false;
    return jobs.write(
            table -> {
              if (adopts) {
                table.sweeps().adopt(now);
              }
              List<?> lapsed = table.sweeps().lapse(now);
              return new Outcome(lapsed, table.sweeps().nextLapse());
            })
        .map(
            outcome -> {
              if (!outcome.done().isEmpty()) {
                jobs.wake();
              }
              return Sweeps.mayHaveMore(outcome.done())
                  ? OptionalLong.of(0)
                  : delay(outcome.next(), life.now().steady());
            });
  }

  private Future<OptionalLong> expire() {
    long wall = life.now().wall();
    return jobs.write(
            table -> {
              List<?> expired = table.sweeps().expire(wall);
              return new Outcome(expired, table.sweeps().nextClose());
            })
        .map(
            outcome ->
                Sweeps.mayHaveMore(outcome.done())
                    ? OptionalLong.of(0)
                    : atMost(delay(outcome.next(), life.now().wall())));
  }

  private Future<OptionalLong> retry() {
    long steady = life.now().steady();
    jobs.wake();
    return jobs.write(table -> table.sweeps().nextRetry(steady))
        .map(next -> delay(next, life.now().steady()));
  }

  private Future<OptionalLong> cleanUp() {
    Duration window = rules.lifetime().plusMillis(2 * CLEAN_UP_MILLIS);
    long wall = ages.wall(life.now(), window);
    return jobs.write(table -> table.sweeps().cleanUp(wall))
        .map(old -> OptionalLong.of(Sweeps.mayHaveMore(old) ? 0 : CLEAN_UP_MILLIS));
  }

  private static OptionalLong delay(OptionalLong next, long now) {
    return next.isEmpty() ? next : OptionalLong.of(next.getAsLong() - now);
  }

  private static OptionalLong atMost(OptionalLong delay) {
    return delay.isEmpty()
        ? delay
        : OptionalLong.of(Math.min(delay.getAsLong(), LONGEST_WAIT_MILLIS));
  }
}
