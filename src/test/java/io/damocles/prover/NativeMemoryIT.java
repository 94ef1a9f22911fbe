package io.damocles.prover;

import static io.damocles.testing.ProofFixture.WINDOW;
import static io.damocles.testing.ProofFixture.seed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.damocles.testing.ProofFixture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NativeMemoryIT {
  private static final long MINER = 1000;
  private static final long MOST_GROWTH_KIB = 32 << 10;

  @TempDir Path store;

  @Test
  void freesWhatItReadsAHundredTimes() throws Exception {
    try (var fixture = ProofFixture.ready()) {
      var replicas = fixture.seal(store, MINER, 1, 2, 3, 4, 5, 6, 7, 8);
      for (int i = 0; i < 20; i++) {
        read(fixture.proofs(), replicas);
      }
      long results = liveResults(fixture.proofs());
      long before = residentKib();

      for (int i = 0; i < 100; i++) {
        read(fixture.proofs(), replicas);
      }

      assertThat(liveResults(fixture.proofs())).isEqualTo(results);
      assertThat(residentKib() - before).isLessThan(MOST_GROWTH_KIB);
    }
  }

  private static void read(NativeProofs proofs, List<Replica> replicas) throws ProverException {
    try (var job = proofs.newJob()) {
      assertThat(proofs.vanillaProofs(WINDOW, seed(42), MINER, replicas, job).faults()).isEmpty();
    }
    assertThatThrownBy(() -> proofs.verifyWindowPost(WINDOW, seed(1), MINER, new byte[0], Map.of()))
        .isInstanceOf(NativeCallException.class);
  }

  private static long liveResults(NativeProofs proofs) throws ProverException {
    return Long.parseLong(proofs.info().replaceAll(".*\"liveResults\":(\\d+).*", "$1"));
  }

  private static long residentKib() throws IOException {
    try (var lines = Files.lines(Path.of("/proc/self/status"))) {
      var line = lines.filter(l -> l.startsWith("VmRSS:")).findFirst().orElseThrow();
      return Long.parseLong(line.replaceAll("\\D", ""));
    }
  }
}
