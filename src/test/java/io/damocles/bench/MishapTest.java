package io.damocles.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class MishapTest {
  @Test
  void happenAgainInTheSameWayWithTheSameSeed() {
    assertThat(Mishap.schedule(options(7))).isEqualTo(Mishap.schedule(options(7)));
    assertThat(Mishap.schedule(options(7))).isNotEqualTo(Mishap.schedule(options(8)));
  }

  @Test
  void areOfEveryKindAndLeaveTheManagerAloneAtTheEnd() {
    SoakOptions options = options(1);

    List<Mishap> all = Mishap.schedule(options);

    assertThat(all).hasSizeBetween(150, 260);
    assertThat(all.stream().map(Mishap::kind).collect(Collectors.toSet()))
        .isEqualTo(EnumSet.allOf(Mishap.Kind.class));
    assertThat(all)
        .filteredOn(mishap -> mishap.kind().name().startsWith("MANAGER"))
        .allSatisfy(
            mishap ->
                assertThat(mishap.atMillis()).isLessThan(options.managerMishaps().toMillis()));
  }

  private static SoakOptions options(long seed) {
    SoakOptions options = new SoakOptions();
    options.minutes = 10;
    options.every = 3;
    options.seed = seed;
    return options;
  }
}
