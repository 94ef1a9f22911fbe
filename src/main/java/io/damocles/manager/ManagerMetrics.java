package io.damocles.manager;

import io.damocles.job.AttemptResult;
import io.damocles.job.JobState;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.core.metrics.Info;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/** The manager's metrics, by damocles' names and those of the field (spec peers.md §8.2). */
final class ManagerMetrics {
  private static final double[] BUCKETS_MILLIS = {1, 5, 20, 100, 500, 2_000, 10_000, 30_000};

  private static final double NANOS_A_MILLI = 1_000_000.0;

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final Map<String, DistributionSummary> requests = new ConcurrentHashMap<>();
  private final Map<JobState, AtomicLong> jobs = new EnumMap<>(JobState.class);
  private final Counter claims = counter("wdpost_claims", "result", "claimed");
  private final Counter fenced = counter("wdpost_fenced_writes");
  private final Counter lapsed = counter("wdpost_lease_expired");
  private final Counter expired = counter("wdpost_jobs_expired");
  private final Counter succeeded = counter("wdpost_attempts", "outcome", "succeeded");
  private final Counter failed = counter("wdpost_attempts", "outcome", "failed");
  private final Counter skipped = counter("wdpost_sectors_skipped");

  ManagerMetrics(String version) {
    for (JobState state : JobState.values()) {
      AtomicLong count = new AtomicLong();
      jobs.put(state, count);
      Gauge.builder("wdpost_jobs", count, AtomicLong::doubleValue)
          .tag("state", state.column())
          .register(registry);
    }
    Info.builder()
        .name("damocles_manager_info")
        .labelNames("version")
        .register(registry.getPrometheusRegistry())
        .addLabelValues(version);
    Gauge.builder("damocles_manager_api_state", () -> 1).register(registry);
  }

  /** Adds a value that is looked up when it is asked for. */
  void gauge(String name, Supplier<Number> value) {
    Gauge.builder(name, value).register(registry);
  }

  /** The text for Prometheus. */
  String scrape() {
    return registry.scrape();
  }

  /** Sets how many jobs there are in each state. */
  void jobs(Map<JobState, Long> counts) {
    jobs.forEach((state, count) -> count.set(counts.getOrDefault(state, 0L)));
  }

  /** Counts a call that was answered; the name must be one of ours, since each makes a series. */
  void answered(String method, long nanos) {
    requests.computeIfAbsent(method, this::request).record(nanos / NANOS_A_MILLI);
  }

  void claimed() {
    claims.increment();
  }

  void fenced() {
    fenced.increment();
  }

  void lapsed() {
    lapsed.increment();
  }

  void expired() {
    expired.increment();
  }

  void finished(AttemptResult result) {
    if (result instanceof AttemptResult.Success success) {
      succeeded.increment();
      skipped.increment(success.faults());
    } else {
      failed.increment();
    }
  }

  private DistributionSummary request(String method) {
    return DistributionSummary.builder("damocles_manager_api_request_duration_ms")
        .tag("endpoint", method)
        .serviceLevelObjectives(BUCKETS_MILLIS)
        .register(registry);
  }

  private Counter counter(String name, String... tags) {
    return Counter.builder(name).tags(tags).register(registry);
  }
}
