package io.damocles.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.damocles.chain.DeadlineInfo;
import org.junit.jupiter.api.Test;

class PeriodTest {
  /** The third of four deadlines of ten epochs. */
  private static final DeadlineInfo CURRENT =
      new DeadlineInfo(25, 0, 2, 20, 30, 12, 0, 4, 40, 10, 8, 12);

  @Test
  void hasEveryDeadlineWithPartitionsOnceInTheOrderOfTheirOpening() throws Exception {
    Period period = Period.after(CURRENT, deadline -> deadline == 0 ? 0 : (int) deadline);

    assertThat(period.windows())
        .containsExactly(
            new Window(3, 22, 30, 40, 3),
            new Window(1, 42, 50, 60, 1),
            new Window(2, 52, 60, 70, 2));
    assertThat(period.partitions()).isEqualTo(6);
    assertThat(period.end()).isEqualTo(70);
  }

  @Test
  void needsSomethingToProve() {
    assertThatThrownBy(() -> Period.after(CURRENT, deadline -> 0))
        .isInstanceOf(DemoException.class)
        .hasMessageContaining("no sectors");
  }

  @Test
  void tellsWhereADeadlineStands() {
    Window window = new Window(3, 22, 30, 40, 3);

    assertThat(window.phase(21)).isEqualTo("waits");
    assertThat(window.phase(22)).isEqualTo("challenged");
    assertThat(window.phase(30)).isEqualTo("open");
    assertThat(window.phase(39)).isEqualTo("open");
    assertThat(window.phase(40)).isEqualTo("closed");
  }
}
