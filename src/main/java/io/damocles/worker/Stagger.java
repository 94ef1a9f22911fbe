package io.damocles.worker;

import io.damocles.time.Timeline;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;

/**
 * Keeps starts of proofs apart, so that one reads while another computes; a proof that ends lets
 * the next start at once. Used from one thread.
 */
final class Stagger {
  private final Timeline time;
  private final long gapMillis;
  private final Queue<Runnable> waiting = new ArrayDeque<>();
  private long next;
  private boolean armed;

  /** Starts at least so far apart; zero for no limit. */
  Stagger(Timeline time, Duration gap) {
    this.time = time;
    this.gapMillis = gap.toMillis();
    this.next = time.now().steady();
  }

  /** Runs the start when its turn has come. */
  void start(Runnable start) {
    waiting.add(start);
    pump();
  }

  /** A proof has ended. */
  void ended() {
    next = time.now().steady();
    pump();
  }

  private void pump() {
    while (!waiting.isEmpty() && time.now().steady() >= next) {
      next = time.now().steady() + gapMillis;
      waiting.remove().run();
    }
    if (!waiting.isEmpty() && !armed) {
      armed = true;
      time.after(
          next - time.now().steady(),
          () -> {
            armed = false;
            pump();
          });
    }
  }
}
