package io.damocles.prover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnreadSectorsTest {
  private static final SectorFault MISSING =
      new SectorFault(-1, "missing", "/mnt/s1/sealed/s-t01-7 is missing");
  private static final SectorFault LATE = new SectorFault(2, "timedOut", "no answer");
  private static final SectorFault UNREADABLE =
      new SectorFault(3, "damaged", "Stale file handle (os error 116)");
  private static final SectorFault DAMAGED = new SectorFault(4, "damaged", "no field element");

  @TempDir Path store;

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
  void namesEachFolderThatIsMissingOnce() throws Exception {
    Path cache = Files.createDirectory(store.resolve("cache"));
    Path sealed = store.resolve("sealed");
    List<Replica> replicas =
        List.of(
            new Replica(-1, new byte[32], cache.resolve("a"), sealed.resolve("a")),
            new Replica(5, new byte[32], cache.resolve("b"), sealed.resolve("b")),
            new Replica(2, new byte[32], Path.of("/hangs/c"), Path.of("/hangs/c")));
    SectorFault other = new SectorFault(5, "missing", "");

    assertThat(UnreadSectors.missingFolders(replicas, List.of(MISSING, other, LATE)))
        .containsExactly(sealed);
  }

  private static WindowProof without(SectorFault... faults) {
    return new WindowProof(
        Optional.empty(), List.of(), Arrays.asList(faults), Map.of(), Duration.ZERO, Duration.ZERO);
  }
}
