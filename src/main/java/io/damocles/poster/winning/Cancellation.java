package io.damocles.poster.winning;

import org.jspecify.annotations.Nullable;

/** By which a proof that came to be of no use is stopped; may be used from any thread. */
public final class Cancellation {
  private boolean cancelled;
  private @Nullable Runnable stop;

  synchronized void cancel() {
    cancelled = true;
    if (stop != null) {
      stop.run();
    }
  }

  /** Whether nobody wants the proof any more. */
  public synchronized boolean isCancelled() {
    return cancelled;
  }

  /** What stops the step that begins now; it runs at once if it is too late already. */
  synchronized void stopBy(Runnable step) {
    stop = step;
    if (cancelled) {
      step.run();
    }
  }

  /** The step ended; what would have stopped it does not run any more. */
  synchronized void stepEnded() {
    stop = null;
  }
}
