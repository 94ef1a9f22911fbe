package io.damocles.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class ClaimTimesTest {
  private static final long NOW = 1_000_000;

  @Test
  void aFailureMayBeRetriedUntilTheLatestStart() {
    assertThat(ClaimTimes.of(NOW + 900, NOW + 300, true, NOW)).isEqualTo(times(900, 300));
  }

  @Test
  void theLastTryAndALateOneMustMakeWhatTheyCan() {
    assertThat(ClaimTimes.of(NOW + 900, NOW + 300, false, NOW).retry()).isEmpty();
    assertThat(ClaimTimes.of(NOW + 900, NOW, true, NOW).retry()).isEmpty();
  }

  @Test
  void aJobWithoutADeadlineHasAllTheTime() {
    assertThat(ClaimTimes.of(NewJob.NEVER, NewJob.NEVER, true, NOW))
        .isEqualTo(new ClaimTimes(OptionalLong.empty(), OptionalLong.empty()));
  }

  private static ClaimTimes times(long close, long retry) {
    return new ClaimTimes(OptionalLong.of(close), OptionalLong.of(retry));
  }
}
