package io.damocles.manager;

import io.damocles.job.sql.Sweeps;
import io.damocles.time.Timeline;
import io.vertx.core.Future;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Deletes jobs of every state that are older than their lifetime (25 h by default). */
final class CleanUpVerticle extends AlarmVerticle {
  private static final Logger log = LoggerFactory.getLogger(CleanUpVerticle.class);
  private static final long INTERVAL_MILLIS = 60_000;

  CleanUpVerticle(JobService jobs, Timeline timeline) {
    super("clean-up", jobs, timeline);
  }

  @Override
  Future<OptionalLong> run() {
    long wall = timeline.now().wall();
    return jobs.write(table -> table.sweeps().cleanUp(wall))
        .map(
            deleted -> {
              if (!deleted.isEmpty()) {
                log.info("jobs={} deleted at the end of their lifetime", deleted.size());
              }
              return OptionalLong.of(Sweeps.mayHaveMore(deleted) ? 0 : INTERVAL_MILLIS);
            });
  }
}
