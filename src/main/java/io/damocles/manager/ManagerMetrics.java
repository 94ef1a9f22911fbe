package io.damocles.manager;

import io.damocles.job.AttemptResult;
import io.damocles.job.JobState;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/** The manager's metrics, by damocles' names and those of the field (spec peers.md §8.2). */
final class ManagerMetrics {
  private static final Duration[] BUCKETS = {
    Duration.ofMillis(1),
    Duration.ofMillis(5),
    Duration.ofMillis(20),
    Duration.ofMillis(100),
    Duration.ofMillis(500),
    Duration.ofSeconds(2),
    Duration.ofSeconds(10),
    Duration.ofSeconds(30)
  };

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final Map<String, Timer> requests = new ConcurrentHashMap<>();
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
    Gauge.builder("damocles_manager_info", () -> 1).tag("version", version).register(registry);
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

  void answered(String method, long nanos) {
    requests.computeIfAbsent(method, this::request).record(Duration.ofNanos(nanos));
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

  private Timer request(String method) {
    return Timer.builder("damocles_manager_api_request_duration")
        .tag("endpoint", method.isEmpty() ? "unreadable" : method)
        .serviceLevelObjectives(BUCKETS)
        .register(registry);
  }

  private Counter counter(String name, String... tags) {
    return Counter.builder(name).tags(tags).register(registry);
  }
}
