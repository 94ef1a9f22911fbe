package io.damocles.time;

import java.time.Clock;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;

/**
 * The machine's clocks; the steady one begins at the wall clock's time, so that its values look
 * like times.
 */
public final class SystemClocks {
  private final InstantSource wall;
  private final long wallAtStart;
  private final long nanosAtStart;

  public SystemClocks() {
    this(Clock.systemUTC());
  }

  SystemClocks(InstantSource wall) {
    this.wall = wall;
    this.wallAtStart = wall.millis();
    this.nanosAtStart = System.nanoTime();
  }

  /** Both clocks now. */
  public Moment now() {
    long elapsed = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - nanosAtStart);
    return new Moment(wall.millis(), wallAtStart + elapsed);
  }
}
