package io.damocles.manager;

import io.damocles.time.Timeline;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.OptionalLong;

/**
 * Something that time drives: runs at its start, and then whenever it said that it must, or is
 * woken.
 */
abstract class AlarmVerticle extends VerticleBase {
  final JobService jobs;
  final Timeline timeline;
  private final Alarm alarm;

  AlarmVerticle(String name, JobService jobs, Timeline timeline) {
    this.jobs = jobs;
    this.timeline = timeline;
    this.alarm = new Alarm(name, timeline, this::run);
  }

  /** Does what is due; returns the milliseconds until something is due again, or nothing. */
  abstract Future<OptionalLong> run();

  @Override
  public Future<?> start() {
    if (this instanceof JobListener listener) {
      jobs.listen(listener);
    }
    alarm.within(0);
    return Future.succeededFuture();
  }

  @Override
  public Future<?> stop() {
    alarm.stop();
    return Future.succeededFuture();
  }

  /** Runs in so many milliseconds, or sooner if that was asked for already. */
  final void within(long millis) {
    alarm.within(millis);
  }
}
