package io.damocles.poster.winning;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** How many winning proofs were asked for, what became of them, and how long each took. */
final class WinningMetrics {
  private static final Duration[] BUCKETS = {
    Duration.ofMillis(500),
    Duration.ofSeconds(1),
    Duration.ofSeconds(2),
    Duration.ofSeconds(5),
    Duration.ofSeconds(10),
    Duration.ofSeconds(20),
    Duration.ofSeconds(30)
  };

  private final MeterRegistry registry;

  WinningMetrics(MeterRegistry registry) {
    this.registry = registry;
  }

  /** Shows how many subscriptions are open, looked up when it is asked for. */
  void listening(Supplier<Number> open) {
    Gauge.builder("winning_gateways_listening", open).register(registry);
  }

  /** Counts a question of a gateway. */
  void asked(long miner) {
    count("winning_questions", miner);
  }

  /** Counts a question that a gateway got an answer to: {@code proof} or {@code error}. */
  void answered(long miner, String with) {
    count("winning_answers", miner, "with", with);
  }

  /** Counts a question that was dropped since its epoch passed. */
  void late(long miner) {
    count("winning_answers", miner, "with", "late");
  }

  /** Counts a computation, and takes its time if it came to a proof. */
  void ended(WinningTask task, boolean made, long millis) {
    count("winning_proofs", task.miner(), "result", made ? "done" : "failed");
    if (made) {
      Timer.builder("winning_proof")
          .tag("miner", Long.toUnsignedString(task.miner()))
          .serviceLevelObjectives(BUCKETS)
          .register(registry)
          .record(millis, TimeUnit.MILLISECONDS);
    }
  }

  private void count(String name, long miner, String... tags) {
    Counter.builder(name)
        .tag("miner", Long.toUnsignedString(miner))
        .tags(tags)
        .register(registry)
        .increment();
  }
}
