package io.damocles.worker;

import java.time.Duration;
import java.util.Optional;

/**
 * What one thread does.
 *
 * @param location its folder; {@code -} if it has none
 * @param held its job, if it has one
 * @param delivered the job before, as long as the manager does not have its result
 * @param rests whether it has not asked since its last job
 * @param paused whether it asks for no job
 * @param since how long it has been doing so
 * @param lastError why its last failed job failed
 */
record ThreadView(
    int index,
    String location,
    Optional<HeldJob> held,
    Optional<HeldJob> delivered,
    boolean rests,
    boolean paused,
    Duration since,
    Optional<String> lastError) {

  /** Also of a job that is over, as long as its prover does not stop. */
  boolean isRunning() {
    return held.filter(job -> job.state() != HeldJob.State.WAITING).isPresent();
  }

  boolean isWaiting() {
    return held.filter(job -> job.state() == HeldJob.State.WAITING).isPresent();
  }
}
