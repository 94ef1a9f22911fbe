package io.damocles.worker;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.function.Supplier;

/** The worker's figures for Prometheus: damocles' names for its calls, ours for the rest. */
final class WorkerMeters {
  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final RpcMeters calls;
  private final Counter done;
  private final Counter failed;
  private final Counter stopped;

  /** Each figure says whose it is. */
  WorkerMeters(String worker, String address) {
    registry.config().commonTags("worker_name", worker, "worker_ip", address);
    calls = new RpcMeters(registry, worker, address);
    done = proofs("done");
    failed = proofs("failed");
    stopped = proofs("stopped");
  }

  /** Adds a value that is looked up when it is asked for, on the event loop. */
  void gauge(String name, String help, Supplier<Number> value) {
    Gauge.builder(name, value).description(help).register(registry);
  }

  /** A call of the manager came to its end. */
  void called(String method, Duration took, boolean answered) {
    calls.ended(method, took, answered);
  }

  /** A proof ended; one that the manager did not want any more is neither done nor failed. */
  void proofEnded(boolean succeeded, boolean cancelled) {
    if (cancelled) {
      stopped.increment();
    } else {
      (succeeded ? done : failed).increment();
    }
  }

  /** The text for Prometheus. */
  String scrape() {
    return registry.scrape();
  }

  private Counter proofs(String result) {
    return Counter.builder("wdpost_worker_proofs")
        .description("Proofs by how they ended")
        .tag("result", result)
        .register(registry);
  }
}
