package io.damocles.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Numbers of miners and sectors are unsigned: the upper half of them is negative in Java. */
@ExtendWith(Quietly.class)
class LargeNumbersTest {
  @ParameterizedTest
  @CsvSource({
    "1000, 9223372036854775804",
    "1000, 18446744073709551600",
    "9223372036854775807, 1",
    "18446744073709551600, 18446744073709551600"
  })
  void provesAsItDoesWithSmallOnes(String miner, String sector) throws SQLException {
    Shape large =
        Scenario.SHAPE.named(Long.parseUnsignedLong(miner), Long.parseUnsignedLong(sector));

    assertThat(Scenario.calm(large)).isEqualTo(Scenario.calm(Scenario.SHAPE));
    assertThat(Scenario.calm(large).missed()).isZero();
  }
}
