package io.damocles.worker;

import io.damocles.time.Timeline;
import io.damocles.wire.Beat;
import io.damocles.wire.BeatAnswer;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the manager every few seconds of all jobs held, also while an earlier call hangs; lives on
 * one event loop, which no prover can delay.
 */
final class Heartbeats {
  private static final Logger log = LoggerFactory.getLogger(Heartbeats.class);

  private final Timeline time;
  private final ManagerClient manager;
  private final String worker;
  private final Supplier<Collection<HeldJob>> jobs;
  private final BiConsumer<HeldJob, String> over;
  private final Runnable recovered;
  private final Runnable everyTime;
  private final UnknownAttempts unknown;
  private boolean plain;
  private boolean failing;
  private boolean stopped;
  private long answeredAt;

  /**
   * Heartbeats that are not started yet.
   *
   * @param jobs what is held now
   * @param over told of each attempt that the manager has given up, with the reason
   * @param recovered told when the manager answers again after it did not
   * @param everyTime run before each heartbeat
   * @param unknown for damocles' heartbeat
   */
  Heartbeats(
      Timeline time,
      ManagerClient manager,
      String worker,
      Supplier<Collection<HeldJob>> jobs,
      BiConsumer<HeldJob, String> over,
      Runnable recovered,
      Runnable everyTime,
      UnknownAttempts unknown) {
    this.time = time;
    this.manager = manager;
    this.worker = worker;
    this.jobs = jobs;
    this.over = over;
    this.recovered = recovered;
    this.everyTime = everyTime;
    this.unknown = unknown;
    this.answeredAt = time.now().steady();
  }

  /** How long no heartbeat has been answered, while there were some to send. */
  Duration unanswered() {
    return Duration.ofMillis(
        jobs.get().isEmpty() ? 0 : Math.max(0, time.now().steady() - answeredAt));
  }

  void start(Duration interval) {
    if (!stopped) {
      time.after(
          interval.toMillis(),
          () -> {
            start(interval);
            everyTime.run();
            beat();
          });
    }
  }

  void stop() {
    stopped = true;
  }

  /** Sends one heartbeat for all jobs. */
  void beat() {
    List<HeldJob> held = List.copyOf(jobs.get());
    if (held.isEmpty()) {
      answeredAt = time.now().steady();
    }
    if (stopped || held.isEmpty()) {
      return;
    }
    if (plain) {
      unknown.keepOnly(held);
      held.forEach(this::plainBeat);
      return;
    }
    manager
        .beat(new Beat(worker, held.stream().map(HeldJob::progress).toList()))
        .onSuccess(answer -> judge(held, answer))
        .onFailure(e -> failed(held, e));
  }

  private void judge(List<HeldJob> held, BeatAnswer answer) {
    heard();
    BeatRules.over(answer)
        .forEach(
            (id, reason) ->
                held.stream()
                    .filter(job -> job.id().equals(id))
                    .forEach(job -> over.accept(job, reason)));
  }

  private void failed(List<HeldJob> held, Throwable e) {
    if (!BeatRules.isUnknown(e)) {
      missed(e);
      return;
    }
    if (!plain) {
      log.info("the manager has no WdPoStBeat, using damocles' heartbeat");
      plain = true;
    }
    held.forEach(this::plainBeat);
  }

  private void plainBeat(HeldJob job) {
    manager
        .heartbeat(job.id(), worker)
        .onSuccess(
            done -> {
              unknown.otherwise(job);
              heard();
            })
        .onFailure(e -> plainFailed(job, e));
  }

  private void plainFailed(HeldJob job, Throwable e) {
    if (!BeatRules.isKeyNotFound(e)) {
      unknown.otherwise(job);
      missed(e);
      return;
    }
    heard();
    if (unknown.unknown(job, time.now().steady())) {
      over.accept(job, Failures.text(e));
    }
  }

  private void heard() {
    answeredAt = time.now().steady();
    if (failing) {
      failing = false;
      log.info("heartbeats are answered again");
      recovered.run();
    }
  }

  private void missed(Throwable e) {
    if (!failing && !stopped) {
      failing = true;
      log.warn("heartbeat failed, proofs go on: cause={}", Failures.text(e));
    }
  }
}
