package io.damocles.time;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * A wall clock for ages: of all that the wall clock was ahead of the steady one within a window, it
 * adds the least, so that setting the machine's clock forward makes nothing older. Something that
 * was stamped within the window never looks older than it is by the steady clock; once the new time
 * has lasted for the whole window it is believed.
 */
public final class UnhurriedClock {
  private final Deque<Reading> readings = new ArrayDeque<>();

  /** How far the wall clock was ahead of the steady one. */
  private record Reading(long steady, long ahead) {}

  /**
   * Takes a reading and tells the time; to be called often, since it knows only what it was shown.
   *
   * @return unix milliseconds
   */
  public long wall(Moment now, Duration window) {
    long ahead = now.wall() - now.steady();
    while (!readings.isEmpty() && readings.getLast().ahead() >= ahead) {
      readings.removeLast();
    }
    readings.addLast(new Reading(now.steady(), ahead));
    while (readings.getFirst().steady() < now.steady() - window.toMillis()) {
      readings.removeFirst();
    }
    return now.steady() + readings.getFirst().ahead();
  }
}
