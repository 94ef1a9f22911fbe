package io.damocles.sector;

import static org.assertj.core.api.Assertions.assertThat;

import io.damocles.prover.Replica;
import io.damocles.testing.ManualTimeline;
import io.damocles.testing.ProofFixture;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StrictCheckIT {
  private static final long MINER = 1000;
  private static ProofFixture fixture;

  @TempDir Path store;
  private StoreSectorFinder finder;
  private List<Replica> sectors;

  @BeforeAll
  static void load() throws Exception {
    fixture = ProofFixture.ready();
  }

  @AfterAll
  static void unload() {
    fixture.close();
  }

  @BeforeEach
  void open() throws Exception {
    sectors = fixture.seal(store, MINER, 1, 2);
    finder =
        new StoreSectorFinder(
            List.of(new SectorStore("s", store, Set.of(), Set.of())),
            new CheckLimits(4, Optional.empty(), Optional.empty()),
            Optional.of(new NativeChallengeReader(fixture.proofs(), new Random(1))),
            new ManualTimeline(0));
  }

  @AfterEach
  void close() {
    finder.close();
  }

  @Test
  void findsSealedSectorsGood() {
    assertThat(faults(sectors.get(0).commR())).containsExactly("", "");
  }

  @Test
  void needsNoFileThatNoProofReads() throws Exception {
    Files.delete(sectors.get(0).cacheDir().resolve("t_aux"));

    assertThat(faults(sectors.get(0).commR())).containsExactly("", "");
  }

  @Test
  void findsDamagedReplicas() throws Exception {
    byte[] broken = new byte[2048];
    Arrays.fill(broken, (byte) 7);
    broken[31] = 0;
    Files.write(sectors.get(0).sealedFile(), broken);

    assertThat(faults(sectors.get(0).commR()).get(0)).contains("challenge ");
  }

  @Test
  void findsReplicasOfAnotherCommR() {
    assertThat(faults(sectors.get(1).commR()).get(0)).contains("comm_r").contains("p_aux");
  }

  @Test
  void doesNotCreateATreeThatIsMissing() throws Exception {
    Path tree = sectors.get(0).cacheDir().resolve("sc-02-data-tree-r-last.dat");
    Files.delete(tree);

    assertThat(faults(sectors.get(0).commR())).containsExactly(tree + " does not exist", "");
    assertThat(tree).doesNotExist();
  }

  /** Of sectors 1, which is said to have that commR, and 2. */
  private List<String> faults(byte[] commR) {
    return finder
        .find(
            ProofFixture.WINDOW,
            MINER,
            List.of(
                new SectorQuery(1, false, commR),
                new SectorQuery(2, false, sectors.get(1).commR())),
            new CheckRules(true, Duration.ofMinutes(1)))
        .toCompletionStage()
        .toCompletableFuture()
        .orTimeout(60, TimeUnit.SECONDS)
        .join()
        .stream()
        .map(finding -> finding.fault().orElse(""))
        .toList();
  }
}
