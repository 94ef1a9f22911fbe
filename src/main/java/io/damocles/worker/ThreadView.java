package io.damocles.worker;

import java.time.Duration;
import java.util.Optional;

/**
 * What one thread does.
 *
 * @param held its job, if it has one
 * @param paused whether it asks for no job
 * @param since how long it has been doing so
 * @param lastError why its last failed job failed
 */
record ThreadView(
    int index, Optional<HeldJob> held, boolean paused, Duration since, Optional<String> lastError) {

  boolean isRunning() {
    return held.filter(job -> job.state() == HeldJob.State.PROVING).isPresent();
  }

  boolean isWaiting() {
    return held.filter(job -> job.state() == HeldJob.State.WAITING).isPresent();
  }
}
