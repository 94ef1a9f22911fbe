package io.damocles.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class GrowthTest {
  private static final ProcessSize WARM = new ProcessSize(100, 10_000, 40, 80);

  @Test
  void letsADaemonBreathe() {
    assertThat(grown(new ProcessSize(120, 12_000, 44, 90))).isEmpty();
    assertThat(grown(new ProcessSize(50, 5_000, 20, 40))).isEmpty();
  }

  @Test
  void namesEachThingThatGrew() {
    assertThat(grown(new ProcessSize(133, 14_097, 49, 97)))
        .containsExactly(
            "w grew from 100 to 133 MiB resident (32 more are allowed)",
            "w grew from 10000 to 14097 KiB of live heap (4096 more are allowed)",
            "w grew from 40 to 49 threads (8 more are allowed)",
            "w grew from 80 to 97 handles (16 more are allowed)");
  }

  @Test
  void measuresThisProcess() throws Exception {
    ProcessSize size = ProcessSize.of(ProcessHandle.current().pid());

    assertThat(size.rssMiB()).isBetween(20L, 10_000L);
    assertThat(size.threads()).isGreaterThan(5);
    assertThat(size.files()).isGreaterThan(3);
    assertThat(size.heapKiB()).isPositive();
  }

  private static java.util.List<String> grown(ProcessSize end) {
    return new Growth.Row("w", WARM, end).grown(Growth.Allowance.LONG);
  }
}
