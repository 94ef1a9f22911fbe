package io.damocles.time;

import static org.assertj.core.api.Assertions.assertThat;

import io.damocles.testing.ManualTimeline;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class UnhurriedClockTest {
  private static final long START = 1_700_000_000_000L;
  private static final Duration WINDOW = Duration.ofHours(25);
  private static final long HOUR = Duration.ofHours(1).toMillis();

  private final ManualTimeline time = new ManualTimeline(START);
  private final UnhurriedClock clock = new UnhurriedClock();

  @Test
  void runsAsTheWallClockDoes() {
    assertThat(wall()).isEqualTo(START);
    time.advance(HOUR);
    assertThat(wall()).isEqualTo(START + HOUR);
  }

  @Test
  void doesNotJumpAhead() {
    wall();
    time.jump(1000 * HOUR);

    assertThat(wall()).isEqualTo(START);
    time.advance(HOUR);
    assertThat(wall()).isEqualTo(START + HOUR);
  }

  @Test
  void believesANewTimeThatHasLasted() {
    wall();
    time.jump(1000 * HOUR);
    wall();

    time.advance(25 * HOUR);
    assertThat(wall()).isEqualTo(START + 25 * HOUR);
    time.advance(1);
    assertThat(wall()).isEqualTo(START + 1025 * HOUR + 1);
  }

  @Test
  void goesBackAtOnceAndStaysThereForTheWindow() {
    wall();
    time.jump(-HOUR);
    assertThat(wall()).isEqualTo(START - HOUR);

    time.jump(HOUR);
    assertThat(wall()).isEqualTo(START - HOUR);
  }

  private long wall() {
    return clock.wall(time.now(), WINDOW);
  }
}
