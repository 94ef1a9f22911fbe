package io.damocles.manager;

import io.damocles.job.sql.Attempts.Due;
import io.damocles.poster.PosterListener;
import io.damocles.time.Timeline;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import java.util.OptionalLong;
import java.util.function.Supplier;

/** The manager's own rules of time, for simulations that run without verticles. */
public final class ManagerRules {
  private ManagerRules() {}

  /** A task that says when it is next needed. */
  public static final class Ringing {
    private final Alarm alarm;

    public Ringing(String name, Timeline timeline, Supplier<Future<OptionalLong>> task) {
      alarm = new Alarm(name, timeline, task);
    }

    public void within(long millis) {
      alarm.within(millis);
    }

    public void stop() {
      alarm.stop();
    }
  }

  /** Counts what the poster tells. */
  public static PosterListener counting(MeterRegistry registry) {
    return new PosterMetrics(registry);
  }

  /** Whether an attempt that is silent for so long gives way to another worker. */
  public static boolean givesWay(Due due, long silentMillis, long wall) {
    return StallRule.givesWay(due, silentMillis, wall);
  }
}
