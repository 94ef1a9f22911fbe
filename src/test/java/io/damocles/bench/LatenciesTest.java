package io.damocles.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LatenciesTest {
  @Test
  void tellsRateAndPercentiles() {
    Latencies latencies = new Latencies();
    for (long millis = 2000; millis >= 1; millis--) {
      latencies.add(millis * 1_000_000);
    }

    Measurement measured = latencies.over(4_000_000_000L, 3);

    assertThat(measured).isEqualTo(new Measurement(2000, 3, 4, 500, 1000, 1980, 2000));
  }

  @Test
  void isZeroWithoutCalls() {
    assertThat(new Latencies().over(0, 0).rate()).isZero();
  }
}
