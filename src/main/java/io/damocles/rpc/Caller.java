package io.damocles.rpc;

import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Who waits for the answer to one call, for as long as it does; used from any thread. */
public final class Caller {
  private final BooleanSupplier left;
  private boolean cancelled;
  private @Nullable Runnable listener;

  /**
   * @param left whether the connection is gone
   */
  public Caller(BooleanSupplier left) {
    this.left = left;
  }

  /** Whether nobody waits for the answer any more. */
  public boolean isGone() {
    return isCancelled() || left.getAsBoolean();
  }

  /** Tells the listener as soon as the call is cancelled, at once if it is already. */
  synchronized void whenCancelled(Runnable told) {
    listener = told;
    if (cancelled) {
      told.run();
    }
  }

  synchronized boolean isCancelled() {
    return cancelled;
  }

  /** The caller took its call back. */
  synchronized void cancel() {
    if (!cancelled) {
      cancelled = true;
      if (listener != null) {
        listener.run();
      }
    }
  }
}
