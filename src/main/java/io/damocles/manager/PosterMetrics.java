package io.damocles.manager;

import io.damocles.poster.DeadlineReport;
import io.damocles.poster.PostMessage;
import io.damocles.poster.PosterListener;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;

/** What became of deadlines and messages, counted. */
final class PosterMetrics implements PosterListener {
  private static final String PARTITIONS = "wdpost_partitions";

  private final MeterRegistry registry;
  private final AtomicLong head = new AtomicLong();

  PosterMetrics(MeterRegistry registry) {
    this.registry = registry;
    Gauge.builder("wdpost_chain_head", head, AtomicLong::get).register(registry);
    registry.counter(PARTITIONS, "result", "proven");
    registry.counter(PARTITIONS, "result", "missed");
  }

  @Override
  public void head(long height) {
    head.set(height);
  }

  @Override
  public void sent(PostMessage message) {
    count(message, "sent");
  }

  @Override
  public void settled(PostMessage message) {
    count(message, message.isDone() ? "executed" : "failed");
  }

  @Override
  public void closed(long miner, DeadlineReport report) {
    registry.counter(PARTITIONS, "result", "proven").increment(report.proven());
    registry.counter(PARTITIONS, "result", "missed").increment(report.missed().size());
    registry.counter("wdpost_chain_sectors_skipped").increment((double) report.skipped());
  }

  private void count(PostMessage message, String result) {
    String kind = message.kind().name().toLowerCase(Locale.ROOT);
    registry.counter("wdpost_messages", "kind", kind, "result", result).increment();
  }
}
