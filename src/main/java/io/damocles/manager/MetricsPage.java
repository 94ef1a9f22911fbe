package io.damocles.manager;

import io.damocles.time.Timeline;
import io.vertx.core.Future;
import io.vertx.core.WorkerExecutor;
import io.vertx.ext.web.RoutingContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The text that Prometheus reads; jobs are counted when it asks. */
final class MetricsPage {
  private static final Logger log = LoggerFactory.getLogger(MetricsPage.class);

  private final ManagerMetrics metrics;
  private final JobService jobs;
  private final Timeline timeline;
  private final WorkerExecutor pool;

  MetricsPage(ManagerMetrics metrics, JobService jobs, Timeline timeline, WorkerExecutor pool) {
    this.timeline = timeline;
    this.metrics = metrics;
    this.jobs = jobs;
    this.pool = pool;
  }

  void handle(RoutingContext context) {
    counted()
        .onFailure(failure -> log.warn("jobs cannot be counted: {}", failure.getMessage()))
        .otherwiseEmpty()
        .compose(counted -> text())
        .onSuccess(
            text ->
                context
                    .response()
                    .putHeader("content-type", "text/plain; version=0.0.4; charset=utf-8")
                    .end(text))
        .onFailure(context::fail);
  }

  private Future<Void> counted() {
    long wall = timeline.now().wall();
    return jobs.reader()
        .counts()
        .onSuccess(counts -> metrics.jobs(counts, wall))
        .compose(counts -> jobs.reader().workers())
        .onSuccess(workers -> metrics.workers(workers, wall))
        .compose(workers -> jobs.reader().slacks(wall))
        .onSuccess(metrics::slack)
        .mapEmpty();
  }

  private Future<String> text() {
    return pool.executeBlocking(metrics::scrape, false);
  }
}
