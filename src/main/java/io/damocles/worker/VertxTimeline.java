package io.damocles.worker;

import io.damocles.time.Moment;
import io.damocles.time.SystemClocks;
import io.damocles.time.Timeline;
import io.vertx.core.Vertx;

/** The machine's clocks with Vert.x' timers; tasks run on the context that asks. */
final class VertxTimeline implements Timeline {
  private final Vertx vertx;
  private final SystemClocks clocks = new SystemClocks();

  VertxTimeline(Vertx vertx) {
    this.vertx = vertx;
  }

  @Override
  public Moment now() {
    return clocks.now();
  }

  @Override
  public Timer after(long delayMillis, Runnable task) {
    long id = vertx.setTimer(Math.max(1, delayMillis), fired -> task.run());
    return () -> vertx.cancelTimer(id);
  }
}
