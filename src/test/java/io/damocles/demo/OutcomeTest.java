package io.damocles.demo;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OutcomeTest {
  @Test
  void isGoodWhenAllWasProvenTheFaultFoundAndTheDeadWorkerReplaced() {
    assertThat(new Outcome(6, 6, 6, 1, 1).isGood()).isTrue();
    assertThat(new Outcome(6, 6, 6, 1, 3).isGood()).isTrue();
    assertThat(new Outcome(6, 6, 6, 1, 1))
        .hasToString("demo: 6 proofs verified, 1 faulty sectors reported, 1 retries, 0 lost");
  }

  @ParameterizedTest
  @CsvSource({
    "6, 5, 6, 1, 1, a proof is lost",
    "6, 6, 5, 1, 1, a proof was not verified",
    "6, 6, 7, 1, 1, a proof was verified twice",
    "6, 6, 6, 0, 1, the corrupted sector was not found",
    "6, 6, 6, 2, 1, a good sector was called faulty",
    "6, 6, 6, 1, 0, the killed worker had nothing to lose",
    "6, 0, 0, 0, 0, nothing happened"
  })
  void isNotGoodOtherwise(
      int partitions, long proven, long verified, long faults, long retries, String why) {
    assertThat(new Outcome(partitions, proven, verified, faults, retries).isGood())
        .as(why)
        .isFalse();
  }
}
