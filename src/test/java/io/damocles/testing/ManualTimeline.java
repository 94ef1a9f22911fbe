package io.damocles.testing;

import io.damocles.time.Moment;
import io.damocles.time.Timeline;
import java.util.Comparator;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** Time that a test drives: nothing happens until it is advanced. */
public final class ManualTimeline implements Timeline {
  private final PriorityQueue<Waiting> waiting =
      new PriorityQueue<>(Comparator.comparingLong(Waiting::due).thenComparing(Waiting::order));
  private long steady;
  private long wallOffset;
  private long order;

  public ManualTimeline(long wall) {
    this.wallOffset = wall;
  }

  private record Waiting(long due, long order, Runnable task) {}

  @Override
  public synchronized Moment now() {
    return new Moment(steady + wallOffset, steady);
  }

  @Override
  public synchronized Timer after(long delayMillis, Runnable task) {
    Waiting one = new Waiting(steady + Math.max(0, delayMillis), order++, task);
    waiting.add(one);
    return () -> cancel(one);
  }

  /** Lets both clocks run, and what falls due meanwhile run in its order. */
  public void advance(long millis) {
    long end = now().steady() + millis;
    for (Waiting next = takeUntil(end); next != null; next = takeUntil(end)) {
      next.task().run();
    }
    setSteady(end);
  }

  /** Sets the wall clock forward or back; the steady one does not notice. */
  public synchronized void jump(long millis) {
    wallOffset += millis;
  }

  private synchronized void cancel(Waiting one) {
    waiting.remove(one);
  }

  private synchronized void setSteady(long millis) {
    steady = millis;
  }

  private synchronized @Nullable Waiting takeUntil(long end) {
    Waiting next = waiting.peek();
    if (next == null || next.due() > end) {
      return null;
    }
    waiting.remove();
    steady = Math.max(steady, next.due());
    return next;
  }
}
