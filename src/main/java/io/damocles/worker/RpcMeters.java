package io.damocles.worker;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import io.prometheus.metrics.model.snapshots.UnknownSnapshot;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * {@code rpc_call}, {@code rpc_error} and {@code rpc_timing} (seconds) by method, named as in
 * damocles; the library would call a counter {@code rpc_call_total}, so they are written untyped.
 */
final class RpcMeters implements MultiCollector {
  private static final double NANOS_A_SECOND = 1e9;
  private static final double[] QUANTILES = {0.5, 0.9, 0.99};
  private static final String METHOD = "method";

  private final PrometheusMeterRegistry registry;
  private final Labels labels;
  private final Map<String, Calls> methods = new ConcurrentHashMap<>();

  RpcMeters(PrometheusMeterRegistry registry, String worker, String address) {
    this.registry = registry;
    this.labels = Labels.of("worker_name", worker, "worker_ip", address);
    registry.getPrometheusRegistry().register(this);
  }

  private record Calls(LongAdder all, LongAdder failed, DistributionSummary seconds) {}

  void ended(String method, Duration took, boolean answered) {
    Calls calls = methods.computeIfAbsent(method, this::start);
    calls.all().increment();
    if (!answered) {
      calls.failed().increment();
    }
    calls.seconds().record(took.toNanos() / NANOS_A_SECOND);
  }

  @Override
  public MetricSnapshots collect() {
    UnknownSnapshot.Builder all = UnknownSnapshot.builder().name("rpc_call");
    UnknownSnapshot.Builder failed = UnknownSnapshot.builder().name("rpc_error");
    methods.forEach(
        (method, calls) -> {
          all.dataPoint(point(method, calls.all()));
          failed.dataPoint(point(method, calls.failed()));
        });
    return MetricSnapshots.of(all.build(), failed.build());
  }

  private UnknownSnapshot.UnknownDataPointSnapshot point(String method, LongAdder count) {
    return UnknownSnapshot.UnknownDataPointSnapshot.builder()
        .labels(labels.merge(Labels.of(METHOD, method)))
        .value((double) count.sum())
        .build();
  }

  private Calls start(String method) {
    return new Calls(
        new LongAdder(),
        new LongAdder(),
        DistributionSummary.builder("rpc_timing")
            .tag(METHOD, method)
            .publishPercentiles(QUANTILES)
            .register(registry));
  }
}
