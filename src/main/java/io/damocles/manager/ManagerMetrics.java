package io.damocles.manager;

import io.damocles.job.AttemptResult;
import io.damocles.job.JobState;
import io.damocles.job.sql.JobReader;
import io.damocles.wire.JobOutput;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.core.metrics.Info;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/** The manager's metrics, by damocles' names and those of the field (spec peers.md §8.2). */
final class ManagerMetrics {
  private static final double[] BUCKETS_MILLIS = {1, 5, 20, 100, 500, 2_000, 10_000, 30_000};

  private static final double MILLIS_A_SECOND = 1_000.0;
  private static final int MOST_DEADLINES = 1_000;
  private static final double NANOS_A_MILLI = 1_000_000.0;

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final Map<String, DistributionSummary> requests = new ConcurrentHashMap<>();
  private final MultiGauge jobs = MultiGauge.builder("wdpost_jobs").register(registry);
  private final MultiGauge slack =
      MultiGauge.builder("wdpost_job_slack_seconds").register(registry);
  private final WorkerMetrics workers = new WorkerMetrics(registry);
  private final ProofMetrics proofs = new ProofMetrics(registry);
  private final AtomicLong oldestReady = new AtomicLong();
  private final Counter claims = counter("wdpost_claims", "result", "claimed");
  private final Counter fenced = counter("wdpost_fenced_writes");
  private final Counter lapsed = counter("wdpost_lease_expired");
  private final Counter expired = counter("wdpost_deadline_missed");
  private final Counter returned = counter("wdpost_claims", "result", "returned");

  ManagerMetrics(String version) {
    Info.builder()
        .name("damocles_manager_info")
        .labelNames("version")
        .register(registry.getPrometheusRegistry())
        .addLabelValues(version);
    Gauge.builder(
            "wdpost_queue_oldest_ready_seconds",
            oldestReady,
            millis -> millis.get() / MILLIS_A_SECOND)
        .register(registry);
    Gauge.builder("damocles_manager_api_state", () -> 1).register(registry);
  }

  /** Adds a value that is looked up when it is asked for. */
  void gauge(String name, Supplier<Number> value) {
    Gauge.builder(name, value).register(registry);
  }

  /** Where parts of the manager register metrics of their own. */
  MeterRegistry registry() {
    return registry;
  }

  /** The text for Prometheus. */
  String scrape() {
    return registry.scrape();
  }

  /** Sets what is known of the jobs at that time, unix milliseconds. */
  void jobs(List<JobReader.Count> counts, long wall) {
    jobs.register(
        counts.stream()
            .map(
                count ->
                    Row.of(
                        Tags.of(
                            "state",
                            count.state().column(),
                            "miner",
                            Long.toUnsignedString(count.miner())),
                        count.jobs()))
            .toList(),
        true);
    oldestReady.set(
        counts.stream()
            .filter(count -> count.state() == JobState.READY)
            .mapToLong(count -> wall - count.oldest())
            .max()
            .orElse(0));
  }

  /** Sets what is known of the workers at that time, unix milliseconds. */
  void workers(List<JobReader.KnownWorker> known, long wall) {
    workers.set(known, wall);
  }

  /** Sets how much time the tightest job of each deadline has to spare. */
  void slack(List<JobReader.Slack> tightest) {
    slack.register(
        tightest.stream()
            .limit(MOST_DEADLINES)
            .map(
                one ->
                    Row.of(
                        Tags.of(
                            "miner",
                            Long.toUnsignedString(one.miner()),
                            "deadline",
                            Long.toUnsignedString(one.deadlineIdx())),
                        one.millis() / MILLIS_A_SECOND))
            .toList(),
        true);
  }

  /** Counts a call that was answered; the name must be one of ours, since each makes a series. */
  void answered(String method, long nanos) {
    requests.computeIfAbsent(method, this::request).record(nanos / NANOS_A_MILLI);
  }

  /** Counts claimed jobs that came back before they were begun. */
  void returned(int jobs) {
    returned.increment(jobs);
  }

  void claimed() {
    claims.increment();
  }

  void fenced() {
    fenced.increment();
  }

  void lapsed() {
    lapsed.increment();
    attempt("lapsed", "heartbeat timeout");
  }

  void expired() {
    expired.increment();
  }

  /** Counts an attempt that ended with a result. */
  void finished(AttemptResult result) {
    if (result instanceof AttemptResult.Failure failure) {
      attempt("failed", FailureKind.of(failure.reason()).label());
    } else {
      attempt("succeeded", "");
    }
  }

  /** Tells how an accepted output was made by an attempt that took so long. */
  void proven(JobOutput output, long attemptMillis) {
    proofs.accepted(output, attemptMillis);
  }

  private void attempt(String outcome, String reason) {
    counter("wdpost_attempts", "outcome", outcome, "reason", reason).increment();
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
