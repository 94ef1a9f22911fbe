package io.damocles.worker;

import java.util.ArrayDeque;
import java.util.Queue;

/** The right to run a proof, handed out in the order of asking; used from one thread. */
final class Slots {
  private final Queue<Runnable> waiting = new ArrayDeque<>();
  private final int limit;
  private int taken;

  Slots(int limit) {
    if (limit < 1) {
      throw new IllegalArgumentException("slots: expected at least 1, got " + limit);
    }
    this.limit = limit;
  }

  /** Runs {@code granted} as soon as a slot is its own: now, or when another gives one back. */
  void take(Runnable granted) {
    if (taken < limit) {
      taken++;
      granted.run();
    } else {
      waiting.add(granted);
    }
  }

  /** Gives one slot back; the longest waiting gets it. */
  void release() {
    if (taken == 0) {
      throw new IllegalStateException("a slot was given back that nobody had");
    }
    Runnable next = waiting.poll();
    if (next == null) {
      taken--;
    } else {
      next.run();
    }
  }

  int taken() {
    return taken;
  }
}
