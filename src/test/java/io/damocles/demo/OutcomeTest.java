package io.damocles.demo;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OutcomeTest {
  @Test
  void isGoodWhenAllWasProvenInTime() {
    assertThat(new Outcome(6, 6, 4, 0).isGood()).isTrue();
    assertThat(new Outcome(6, 6, 4, 0))
        .hasToString("demo: 6 partitions, 6 proven in time, 4 messages, 0 missed");
  }

  @ParameterizedTest
  @CsvSource({
    "6, 5, 1, a partition was missed",
    "6, 5, 0, a partition was never asked for",
    "6, 7, 0, a partition was proven that is not of this period",
    "6, 6, 1, a partition of another period was missed",
    "6, 0, 0, nothing happened"
  })
  void isNotGoodOtherwise(int partitions, long proven, long missed, String why) {
    assertThat(new Outcome(partitions, proven, 4, missed).isGood()).as(why).isFalse();
  }
}
