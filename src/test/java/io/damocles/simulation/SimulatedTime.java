package io.damocles.simulation;

import java.util.Comparator;
import java.util.PriorityQueue;

/** The one clock of a simulation: runs what is due, in order, and never waits. */
final class SimulatedTime {
  /** 2026-01-01, so that wall clock times look like some. */
  static final long START = 1_767_225_600_000L;

  private final PriorityQueue<Event> events =
      new PriorityQueue<>(Comparator.comparingLong(Event::due).thenComparingLong(Event::order));
  private long now = START;
  private long count;
  private long ran;
  private long stopAt = Long.MAX_VALUE;
  private Runnable stop = () -> {};

  /** Something that will happen. */
  static final class Event {
    private final long due;
    private final long order;
    private final Runnable task;
    private boolean cancelled;

    private Event(long due, long order, Runnable task) {
      this.due = due;
      this.order = order;
      this.task = task;
    }

    private long due() {
      return due;
    }

    private long order() {
      return order;
    }

    void cancel() {
      cancelled = true;
    }
  }

  /** True time, unix milliseconds. */
  long now() {
    return now;
  }

  /** How many events there were. */
  long count() {
    return ran;
  }

  /** Runs something between two events. */
  void before(long event, Runnable task) {
    stopAt = event;
    stop = task;
  }

  Event at(long due, Runnable task) {
    Event event = new Event(Math.max(now, due), count++, task);
    events.add(event);
    return event;
  }

  Event after(long millis, Runnable task) {
    return at(now + Math.max(0, millis), task);
  }

  /** Runs all that is due until then. */
  void runUntil(long end) {
    while (!events.isEmpty() && events.peek().due() <= end) {
      Event next = events.remove();
      now = next.due();
      if (++ran == stopAt) {
        stop.run();
      }
      if (!next.cancelled) {
        next.task.run();
      }
    }
    now = end;
  }
}
