package io.damocles.manager;

import io.damocles.job.sql.JobReader.KnownWorker;
import io.damocles.wire.WorkerInfo.Summary;
import io.damocles.wire.WorkerPingInfo;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The workers that were heard of, and what their threads do, as damocles counts them. */
final class WorkerMetrics {
  private static final double MILLIS_A_SECOND = 1_000.0;
  private static final int MOST_WORKERS = 1_000;
  private static final String CATEGORY = "category";

  private final MultiGauge lastSeen;
  private final MultiGauge workers;
  private final MultiGauge threads;

  WorkerMetrics(MeterRegistry registry) {
    lastSeen = MultiGauge.builder("wdpost_worker_last_seen_seconds").register(registry);
    workers = MultiGauge.builder("damocles_manager_worker_count").register(registry);
    threads = MultiGauge.builder("damocles_manager_thread_count").register(registry);
  }

  /** Sets what is known at that time, unix milliseconds. */
  void set(List<KnownWorker> known, long wall) {
    lastSeen.register(
        known.stream()
            .limit(MOST_WORKERS)
            .map(
                worker ->
                    Row.of(
                        Tags.of("worker", worker.name()),
                        (wall - worker.lastPing()) / MILLIS_A_SECOND))
            .toList(),
        true);
    Map<String, Long> byLatency = new LinkedHashMap<>();
    List.of(60L, 120L, 300L).forEach(limit -> byLatency.put("latency<=" + limit + "s", 0L));
    byLatency.put("latency>300s", 0L);
    known.forEach(worker -> byLatency.merge(latency(wall - worker.lastPing()), 1L, Long::sum));
    workers.register(rows(byLatency), true);
    threads.register(rows(threads(known)), true);
  }

  private static String latency(long millis) {
    for (long limit : List.of(60L, 120L, 300L)) {
      if (millis <= limit * MILLIS_A_SECOND) {
        return "latency<=" + limit + "s";
      }
    }
    return "latency>300s";
  }

  private static Map<String, Long> threads(List<KnownWorker> known) {
    List<Summary> summaries =
        known.stream()
            .map(WorkerService::info)
            .map(WorkerPingInfo::info)
            .map(info -> info.summary() == null ? Summary.NONE : info.summary())
            .toList();
    Map<String, Long> counts = new LinkedHashMap<>();
    counts.put("empty", summaries.stream().mapToLong(Summary::empty).sum());
    counts.put("paused", summaries.stream().mapToLong(Summary::paused).sum());
    counts.put("running", summaries.stream().mapToLong(Summary::running).sum());
    counts.put("waiting", summaries.stream().mapToLong(Summary::waiting).sum());
    counts.put("errors", summaries.stream().mapToLong(Summary::errors).sum());
    return counts;
  }

  private static List<Row<?>> rows(Map<String, Long> counts) {
    return counts.entrySet().stream()
        .<Row<?>>map(entry -> Row.of(Tags.of(CATEGORY, entry.getKey()), entry.getValue()))
        .toList();
  }
}
