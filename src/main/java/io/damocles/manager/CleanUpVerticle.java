package io.damocles.manager;

import io.damocles.job.sql.Sweeps;
import io.damocles.time.Moment;
import io.damocles.time.Timeline;
import io.damocles.time.UnhurriedClock;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes jobs of every state that are older than their lifetime (25 h by default). The wall clock
 * cannot make a job old by a jump; what earlier runs stamped is deleted after a while only, when a
 * clock that was wrong at boot has been set.
 */
final class CleanUpVerticle extends AlarmVerticle {
  private static final Logger log = LoggerFactory.getLogger(CleanUpVerticle.class);
  private static final long INTERVAL_MILLIS = 60_000;
  private static final long FIRST_MILLIS = 10 * INTERVAL_MILLIS;

  private final UnhurriedClock clock = new UnhurriedClock();
  private final long startedAt;

  CleanUpVerticle(JobService jobs, Timeline timeline) {
    super("clean-up", jobs, timeline);
    startedAt = timeline.now().steady();
  }

  @Override
  Future<OptionalLong> run() {
    Moment now = timeline.now();
    Duration window = jobs.rules().lifetime().plusMillis(2 * INTERVAL_MILLIS);
    long wall = clock.wall(now, window);
    if (now.steady() - startedAt < FIRST_MILLIS) {
      return Future.succeededFuture(OptionalLong.of(INTERVAL_MILLIS));
    }
    return jobs.write(table -> table.sweeps().cleanUp(wall)).map(this::next);
  }

  private OptionalLong next(List<String> deleted) {
    if (!deleted.isEmpty()) {
      log.info("jobs={} deleted at the end of their lifetime", deleted.size());
    }
    return OptionalLong.of(Sweeps.mayHaveMore(deleted) ? 0 : INTERVAL_MILLIS);
  }
}
