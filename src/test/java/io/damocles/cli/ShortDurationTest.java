package io.damocles.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShortDurationTest {

  @ParameterizedTest
  @CsvSource({
    "0, 0s",
    "2, 2s",
    "65, 1m 5s",
    "3600, 1h",
    "97507, 1day 3h 5m 7s",
    "172800, 2days",
    "34187617, 1year 1month 1s"
  })
  void writesADurationAsHumantimeDoes(long seconds, String text) {
    assertThat(ShortDuration.of(seconds)).isEqualTo(text);
  }
}
