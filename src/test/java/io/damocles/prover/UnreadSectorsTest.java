package io.damocles.prover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class UnreadSectorsTest {
  private static final SectorFault MISSING =
      new SectorFault(-1, "missing", "/mnt/s1/sealed/s-t01-7 is missing");
  private static final SectorFault LATE = new SectorFault(2, "timedOut", "no answer");
  private static final SectorFault UNREADABLE =
      new SectorFault(3, "damaged", "Stale file handle (os error 116)");
  private static final SectorFault DAMAGED = new SectorFault(4, "damaged", "no field element");

  @Test
  void aTaskOfWhichNothingCanBeReadFails() {
    assertThatThrownBy(() -> UnreadSectors.refuse(without(MISSING, LATE, UNREADABLE)))
        .isInstanceOf(ProverException.class)
        .hasMessage(
            "none of 3 sectors could be read, the first: sector 18446744073709551615:"
                + " /mnt/s1/sealed/s-t01-7 is missing; is the store mounted?");
  }

  @Test
  void aTaskWithADamagedSectorOrAProofDoesNot() {
    WindowProof proof =
        new WindowProof(
            Optional.of(new byte[192]),
            List.of(),
            List.of(MISSING),
            Map.of(),
            Duration.ZERO,
            Duration.ZERO);

    assertThatCode(() -> UnreadSectors.refuse(without(MISSING, DAMAGED)))
        .doesNotThrowAnyException();
    assertThatCode(() -> UnreadSectors.refuse(proof)).doesNotThrowAnyException();
  }

  @Test
  void namesEachStoreThatIsNotMountedOnce() {
    String absent = "/mnt/s1/sealed does not exist, is the store mounted?";
    SectorFault one = new SectorFault(5, "noStore", "/mnt/s1/sealed/a: No such file; " + absent);
    SectorFault two = new SectorFault(6, "noStore", "/mnt/s1/sealed/b: No such file; " + absent);

    assertThat(UnreadSectors.absentStores(List.of(MISSING, one, two, LATE)))
        .containsExactly(absent);
  }

  private static WindowProof without(SectorFault... faults) {
    return new WindowProof(
        Optional.empty(), List.of(), Arrays.asList(faults), Map.of(), Duration.ZERO, Duration.ZERO);
  }
}
