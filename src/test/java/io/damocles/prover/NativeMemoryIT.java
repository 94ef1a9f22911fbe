package io.damocles.prover;

import static io.damocles.testing.ProofFixture.WINDOW;
import static io.damocles.testing.ProofFixture.seed;
import static org.assertj.core.api.Assertions.assertThat;

import io.damocles.testing.ProofFixture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
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
      long before = residentKib();

      for (int i = 0; i < 100; i++) {
        read(fixture.proofs(), replicas);
      }

      assertThat(residentKib() - before).isLessThan(MOST_GROWTH_KIB);
    }
  }

  private static void read(NativeProofs proofs, List<Replica> replicas) throws ProverException {
    try (var job = proofs.newJob()) {
      assertThat(proofs.vanillaProofs(WINDOW, seed(42), MINER, replicas, job).faults()).isEmpty();
      proofs.challenges(WINDOW, seed(42), MINER, Collections.nCopies(10_000, 5L));
    }
  }

  private static long residentKib() throws IOException {
    try (var lines = Files.lines(Path.of("/proc/self/status"))) {
      var line = lines.filter(l -> l.startsWith("VmRSS:")).findFirst().orElseThrow();
      return Long.parseLong(line.replaceAll("\\D", ""));
    }
  }
}
