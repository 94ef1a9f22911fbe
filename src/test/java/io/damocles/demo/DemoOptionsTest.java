package io.damocles.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DemoOptionsTest {
  private static final Path BIN = Path.of("bin");

  @ParameterizedTest
  @CsvSource({"0.9, 1", "2.5, 1", "2.6, 2", "5, 2", "5.7, 3", "100, 10"})
  void givesASlowMachineLongerEpochs(double slowness, long seconds) {
    assertThat(of(Map.of()).paced(slowness).epoch()).isEqualTo(Duration.ofSeconds(seconds));
  }

  @Test
  void keepsTheEpochThatItIsGiven() {
    DemoOptions options = of(Map.of("DEMO_EPOCH", "4s")).paced(10);

    assertThat(options.epoch()).isEqualTo(Duration.ofSeconds(4));
    assertThat(options.heartbeatTimeout()).isEqualTo(Duration.ofSeconds(20));
    assertThat(options.devnet("devnet", BIN)).containsSequence("--epoch", "4000ms");
  }

  @Test
  void asksForTwoSectorsAPartition() {
    assertThat(of(Map.of("DEMO_PARTITIONS", "4")).devnet("devnet", BIN))
        .containsSequence("--sectors", "8");
  }

  @ParameterizedTest
  @CsvSource({
    "DEMO_PARTITIONS, 2, expected 3 or more",
    "DEMO_PARTITIONS, many, expected 3 or more",
    "DEMO_EPOCH, soon, expected whole seconds",
    "DEMO_EPOCH, 1500ms, expected whole seconds",
    "DEMO_EPOCH, -1s, expected whole seconds"
  })
  void namesWhatIsWrong(String name, String value, String expected) {
    assertThatThrownBy(() -> of(Map.of(name, value)))
        .isInstanceOf(DemoException.class)
        .hasMessageContaining(name + " is " + value)
        .hasMessageContaining(expected);
  }

  private static DemoOptions of(Map<String, String> environment) {
    return DemoOptions.of(BIN, Path.of("parameters"), environment);
  }
}
