package io.damocles.manager;

import io.damocles.wire.JobOutput;
import io.damocles.wire.ProofReport;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** How accepted proofs were made, as far as their workers told. */
final class ProofMetrics {
  private static final Duration[] STAGES =
      millis(
          500,
          1_000,
          3_000,
          6_000,
          10_000,
          20_000,
          30_000,
          60_000,
          120_000,
          180_000,
          300_000,
          420_000,
          600_000,
          900_000,
          1_200_000,
          1_800_000,
          3_600_000,
          7_200_000,
          36_000_000);
  private static final Duration[] READS =
      millis(5, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000, 20_000, 30_000, 60_000);

  /** Stage of every proof: from its claim to its acceptance. */
  private static final String WHOLE = "ATTEMPT";

  private static final String UNKNOWN = "unknown";
  private static final int MOST_STAGES = 8;
  private static final int MOST_STORES = 100;
  private static final int MOST_REASONS = 16;
  private static final int MOST_READS = 10_000;

  private final MeterRegistry registry;
  private final Map<String, Timer> stages = new ConcurrentHashMap<>();
  private final Map<String, Timer> reads = new ConcurrentHashMap<>();
  private final KnownLabels stageNames = new KnownLabels(MOST_STAGES);
  private final KnownLabels stores = new KnownLabels(MOST_STORES);
  private final KnownLabels reasons = new KnownLabels(MOST_REASONS);

  ProofMetrics(MeterRegistry registry) {
    this.registry = registry;
  }

  /** Counts an accepted output of an attempt that took so long. */
  void accepted(JobOutput output, long attemptMillis) {
    stage(WHOLE, attemptMillis);
    ProofReport report = output.report();
    int told = report == null ? 0 : told(report);
    int faults = output.faultList().size();
    if (told < faults) {
      skipped(UNKNOWN, UNKNOWN, faults - told);
    }
  }

  /** Takes over a report; returns of how many sectors it says why they were skipped. */
  private int told(ProofReport report) {
    report.stageMillis().forEach(this::stage);
    report.reads().stream()
        .limit(MOST_STORES)
        .forEach(store -> read(stores.of(store.store()), store.millis()));
    int told = 0;
    for (ProofReport.Skipped skipped : report.skipped()) {
      if (skipped.sectors() > 0) {
        skipped(reasons.of(skipped.reason()), stores.of(skipped.store()), skipped.sectors());
        told += skipped.sectors();
      }
    }
    return told;
  }

  private void stage(String stage, long millis) {
    if (millis < 0) {
      return; // the wall clock was set back meanwhile
    }
    stages
        .computeIfAbsent(
            stageNames.of(stage), name -> timer("wdpost_job_stage", "stage", name, STAGES))
        .record(millis, TimeUnit.MILLISECONDS);
  }

  private void read(String store, Collection<Long> millis) {
    Timer timer = reads.computeIfAbsent(store, name -> timer("wdpost_read", "store", name, READS));
    millis.stream()
        .filter(one -> one >= 0)
        .limit(MOST_READS)
        .forEach(one -> timer.record(one, TimeUnit.MILLISECONDS));
  }

  private void skipped(String reason, String store, int sectors) {
    Counter.builder("wdpost_sectors_skipped")
        .tags("reason", reason, "store", store)
        .register(registry)
        .increment(sectors);
  }

  /** The registry adds the unit to the name. */
  private Timer timer(String name, String tag, String value, Duration[] buckets) {
    return Timer.builder(name).tag(tag, value).serviceLevelObjectives(buckets).register(registry);
  }

  private static Duration[] millis(long... millis) {
    return Arrays.stream(millis).mapToObj(Duration::ofMillis).toArray(Duration[]::new);
  }
}
