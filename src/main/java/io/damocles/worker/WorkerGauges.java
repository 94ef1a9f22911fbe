package io.damocles.worker;

import java.util.List;
import java.util.function.IntSupplier;

/** What a worker does just now, as figures; looked up on the event loop when they are read. */
final class WorkerGauges {
  private static final double MILLIS_A_SECOND = 1_000.0;

  private WorkerGauges() {}

  /**
   * Adds them all.
   *
   * @param places proofs that may run at a time
   * @param runners one for each manager, as are the heartbeats
   * @param children how many child processes run
   */
  static void register(
      WorkerMeters meters,
      List<ClaimLoop> loops,
      int places,
      List<JobRunner> runners,
      List<Heartbeats> heartbeats,
      IntSupplier children) {
    meters.gauge("wdpost_worker_slots", "Jobs that can be worked on at a time", () -> places);
    meters.gauge(
        "wdpost_worker_slots_busy",
        "Jobs that are worked on or wait for their start",
        () -> loops.stream().filter(loop -> loop.view().held().isPresent()).count());
    meters.gauge(
        "wdpost_worker_threads_paused",
        "Threads that ask for no job",
        () -> loops.stream().filter(loop -> loop.view().paused()).count());
    meters.gauge(
        "wdpost_worker_proofs_running",
        "Proofs that are computed",
        () -> runners.stream().mapToInt(runner -> runner.running().size()).sum());
    meters.gauge(
        "wdpost_worker_spool_length",
        "Results that the manager does not have yet",
        () -> runners.stream().mapToInt(runner -> runner.undelivered().size()).sum());
    meters.gauge(
        "wdpost_worker_heartbeat_unanswered_seconds",
        "Time since a heartbeat was last answered, 0 without a job",
        () ->
            heartbeats.stream().mapToLong(beats -> beats.unanswered().toMillis()).max().orElse(0)
                / MILLIS_A_SECOND);
    meters.gauge(
        "wdpost_worker_children_alive",
        "Child processes that run and are ready",
        children::getAsInt);
  }
}
