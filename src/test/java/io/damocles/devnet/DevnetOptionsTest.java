package io.damocles.devnet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.damocles.config.ListenAddress;
import io.damocles.devnet.actor.DeadlineRules;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DevnetOptionsTest {

  @Test
  void wantsAChallengeThatIsStillKeptWhenItsWindowCloses() {
    assertThatThrownBy(() -> options(48, 890, 10, Duration.ZERO))
        .isInstanceOf(DevnetException.class)
        .hasMessage(
            "--window and --lookback together is 900, expected less than the 900 epochs that are"
                + " kept: a proof needs the challenge's");
    assertThat(options(48, 889, 10, Duration.ZERO).window()).isEqualTo(889);
  }

  @ParameterizedTest
  @CsvSource({"3, 2, 3", "3, 2, 4", "2, 8, 3", "4, 1, 1", "4, 8, 0", "100000, 8, 3"})
  void refusesDeadlinesThatNoMinerCanHave(int deadlines, int window, int lookback) {
    assertThatThrownBy(() -> options(deadlines, window, lookback, Duration.ZERO))
        .isInstanceOf(DevnetException.class)
        .hasMessageStartingWith("--");
  }

  @Test
  void takesNothingThatTheActorsRulesRefuse() {
    for (int deadlines = 3; deadlines < 6; deadlines++) {
      for (int window = 2; window < 12; window++) {
        int longest = (deadlines - 1) * window - 2;
        DevnetOptions options = options(deadlines, window, longest, Duration.ZERO);

        assertThat(DeadlineRules.of(deadlines, window, longest, GenesisMiner.faultCutoff(options)))
            .isNotNull();
      }
    }
  }

  @Test
  void refusesAnEpochShorterThanTheClockCounts() {
    assertThatThrownBy(() -> options(4, 8, 3, Duration.ofNanos(10)))
        .isInstanceOf(DevnetException.class)
        .hasMessageStartingWith("--epoch is PT0.00000001S, expected 0, or a duration of 1 ms");
  }

  private static DevnetOptions options(int deadlines, int window, int lookback, Duration epoch) {
    return new DevnetOptions(
        Path.of("home"),
        ListenAddress.parse("127.0.0.1:0"),
        epoch,
        deadlines,
        window,
        lookback,
        1,
        2,
        true,
        false,
        Duration.ZERO,
        Path.of("parameters"));
  }
}
