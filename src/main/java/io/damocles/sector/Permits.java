package io.damocles.sector;

import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/** So many at the same time; who comes too late is told when to try again, in turn. */
final class Permits {
  private final int most;
  private final Queue<Runnable> waiting = new ArrayDeque<>();
  private int taken;

  /**
   * @param most 0 or less: no limit
   */
  Permits(int most) {
    this.most = most > 0 ? most : Integer.MAX_VALUE;
  }

  /** Takes one; if there is none, {@code whenFree} runs once when there may be one. */
  synchronized boolean take(Runnable whenFree) {
    if (taken < most) {
      taken++;
      return true;
    }
    waiting.add(whenFree);
    return false;
  }

  /** Gives one back. */
  void release() {
    synchronized (this) {
      taken--;
    }
    for (Runnable next = next(); next != null; next = next()) {
      next.run();
    }
  }

  private synchronized @Nullable Runnable next() {
    return taken < most ? waiting.poll() : null;
  }
}
