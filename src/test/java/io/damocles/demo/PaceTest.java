package io.damocles.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PaceTest {
  @ParameterizedTest
  @CsvSource({"0, 2, 0.8", "4, 2, 2.4", "14, 2, 6.4", "14, 16, 0.8", "-1, 2, 0.4"})
  void expectsLessOfABusyMachine(double load, int cores, double slowness) {
    assertThat(Pace.expected(load, cores)).isEqualTo(slowness, within(1e-9));
  }

  @Test
  void measuresSomething() throws Exception {
    assertThat(Pace.slowness()).isPositive();
  }
}
