package io.damocles.worker;

import io.damocles.time.Timeline;
import io.damocles.wire.WorkerInfo;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the manager now and then that this worker lives, and what its threads do. */
final class Pings {
  private static final Logger log = LoggerFactory.getLogger(Pings.class);

  private final Timeline time;
  private final ManagerClient manager;
  private final String name;
  private final String destination;
  private final Duration interval;
  private final Supplier<List<ThreadView>> threads;
  private boolean failing;
  private boolean stopped;

  /**
   * Pings that are not started yet.
   *
   * @param destination {@code ip:port} of the control API
   */
  Pings(
      Timeline time,
      ManagerClient manager,
      String name,
      String destination,
      Duration interval,
      Supplier<List<ThreadView>> threads) {
    this.time = time;
    this.manager = manager;
    this.name = name;
    this.destination = destination;
    this.interval = interval;
    this.threads = threads;
  }

  void start() {
    ping();
  }

  void stop() {
    stopped = true;
  }

  private void ping() {
    if (stopped) {
      return;
    }
    WorkerInfo info = new WorkerInfo(name, destination, WorkerVersion.TEXT, summary(threads.get()));
    manager
        .ping(info)
        .onSuccess(done -> failing = false)
        .onFailure(
            e -> {
              if (!failing && !stopped) {
                log.warn("ping failed: cause={}", Failures.text(e));
              }
              failing = true;
            })
        .onComplete(done -> time.after(interval.toMillis(), this::ping));
  }

  /** How many threads do what; {@code empty} have no job, {@code errors} had a last error. */
  static WorkerInfo.Summary summary(List<ThreadView> threads) {
    return new WorkerInfo.Summary(
        threads.size(),
        threads.stream().filter(thread -> thread.held().isEmpty()).count(),
        threads.stream().filter(ThreadView::paused).count(),
        threads.stream().filter(ThreadView::isRunning).count(),
        threads.stream().filter(ThreadView::isWaiting).count(),
        threads.stream().filter(thread -> thread.lastError().isPresent()).count());
  }
}
