package io.damocles.prover;

import static io.damocles.testing.ProofFixture.commRs;
import static io.damocles.testing.ProofFixture.seed;
import static io.damocles.testing.ProofFixture.task;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.damocles.testing.ProofFixture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BuiltinProverIT {
  private static final long MINER = 1000;

  private static ProofFixture fixture;
  private static BuiltinProver prover;

  @TempDir Path store;

  @BeforeAll
  static void load() throws ProverException {
    fixture = ProofFixture.ready();
    prover = new BuiltinProver(fixture.proofs());
  }

  @AfterAll
  static void close() {
    prover.close();
    fixture.close();
  }

  @Test
  void provesDistinctSectorsInAnyOrder() throws Exception {
    var replicas = fixture.seal(store, MINER, 8, 3);
    var twice = new ArrayList<>(replicas);
    twice.addAll(replicas);

    var output = prover.windowPost(task(MINER, twice), ProofWatch.NONE);

    assertThat(output.faults()).isEmpty();
    assertThat(output.proofs()).singleElement().satisfies(proof -> verified(proof, replicas));
  }

  @Test
  void provesTwoPartitionsAsOneElement() throws Exception {
    var replicas = fixture.seal(store, MINER, 1, 2, 3);

    var output = prover.windowPost(task(MINER, replicas), ProofWatch.NONE);

    assertThat(output.proofs()).singleElement().satisfies(proof -> verified(proof, replicas));
    assertThat(output.proofs().get(0)).hasSize(384);
  }

  @Test
  void leavesOutACorruptedSector() throws Exception {
    var replicas = fixture.seal(store, MINER, 1, 2);
    ProofFixture.corrupt(replicas.get(0));

    expectFault(replicas, 1);
  }

  @Test
  void survivesBytesThatAreNoFieldElement() throws Exception {
    var replicas = fixture.seal(store, MINER, 1, 2);
    var broken = new byte[2048];
    Arrays.fill(broken, (byte) 0xff);
    Files.write(replicas.get(0).sealedFile(), broken);

    expectFault(replicas, 1);
  }

  @Test
  void leavesOutSectorsWithMissingOrShortFiles() throws Exception {
    for (var file : List.of("sealed", "p_aux", "sc-02-data-tree-r-last.dat")) {
      var replicas = fixture.seal(store.resolve("missing-" + file), MINER, 1, 2);
      Files.delete(fileOf(replicas.get(0), file));
      expectFault(replicas, 1);
      assertThat(fileOf(replicas.get(0), file)).doesNotExist();

      replicas = fixture.seal(store.resolve("short-" + file), MINER, 1, 2);
      Files.write(fileOf(replicas.get(0), file), new byte[5]);
      expectFault(replicas, 1);
    }
  }

  @Test
  void leavesOutASectorOfAnotherCommR() throws Exception {
    var replicas = new ArrayList<>(fixture.seal(store, MINER, 1, 2));
    var first = replicas.get(0);
    replicas.set(0, new Replica(1, replicas.get(1).commR(), first.cacheDir(), first.sealedFile()));

    expectFault(replicas, 1);
  }

  @Test
  void hasNoProofIfAllSectorsAreDamaged() throws Exception {
    var replicas = fixture.seal(store, MINER, 1, 2);
    for (var replica : replicas) {
      ProofFixture.corrupt(replica);
    }

    var output = prover.windowPost(task(MINER, replicas), ProofWatch.NONE);

    assertThat(output.proofs()).isEmpty();
    assertThat(output.faults()).containsExactly(1L, 2L);
  }

  @Test
  void failsIfNothingIsWhereTheStoreShouldBe() throws Exception {
    var replicas = fixture.seal(store, MINER, 1, 2);
    for (var replica : replicas) {
      Files.delete(replica.sealedFile());
    }

    assertThatThrownBy(() -> prover.windowPost(task(MINER, replicas), ProofWatch.NONE))
        .isInstanceOf(ProverException.class)
        .hasMessageContaining("none of 2 sectors could be read, the first: sector 1: ")
        .hasMessageContaining(replicas.get(0).sealedFile().toString());
  }

  @Test
  void leavesAStoreThatIsNotMountedToAnotherWorkerWhileThereIsTime() throws Exception {
    var replicas = new ArrayList<>(fixture.seal(store.resolve("s1"), MINER, 1, 2));
    replicas.addAll(fixture.seal(store.resolve("s2"), MINER, 3, 4));
    Files.move(store.resolve("s2/sealed"), store.resolve("s2/elsewhere"));

    assertThatThrownBy(
            () ->
                prover.windowPost(
                    task(MINER, replicas), new LimitedWatch(new TimeLeft(600_000L, 300_000L))))
        .isInstanceOf(ProverException.class)
        .hasMessageContaining("none of 2 sectors in " + store.resolve("s2"))
        .hasMessageContaining("s2/sealed does not exist, is the store mounted?");
    var output =
        prover.windowPost(task(MINER, replicas), new LimitedWatch(new TimeLeft(600_000L, null)));

    assertThat(output.faults()).containsExactly(3L, 4L);
    assertThat(output.faultCodes()).containsEntry(3L, "noStore");
    assertThat(output.proofs())
        .singleElement()
        .satisfies(proof -> verified(proof, replicas.subList(0, 2)));
  }

  @Test
  void namesMissingParametersBeforeItReads() throws Exception {
    var replicas = fixture.seal(store, MINER, 1);
    var task = new WindowPostTask(MINER, ProofType.WINDOW_512MIB_V1_2, replicas, seed(1));

    assertThatThrownBy(() -> prover.windowPost(task, ProofWatch.NONE))
        .isInstanceOf(ProverException.class)
        .hasMessageContaining(ProofFixture.parameterDirectory().toString())
        .hasMessageContaining(".params");
  }

  @Test
  void tellsWhereItStands() throws Exception {
    var replicas = fixture.seal(store, MINER, 1, 2);
    var seen = EnumSet.noneOf(ProofWatch.Stage.class);

    prover.windowPost(task(MINER, replicas), watch(seen, false));

    assertThat(seen).contains(ProofWatch.Stage.SNARK);
  }

  @Test
  void stopsWhenItIsCancelled() throws Exception {
    var replicas = fixture.seal(store, MINER, 1, 2);

    assertThatThrownBy(
            () ->
                prover.windowPost(
                    task(MINER, replicas), watch(EnumSet.noneOf(ProofWatch.Stage.class), true)))
        .isInstanceOf(ProverException.class)
        .hasMessageContaining("cancelled");
  }

  @Test
  void provesForManyThreadsAtOnce() throws Exception {
    var replicas = fixture.seal(store, MINER, 1, 2);
    var threads = Executors.newFixedThreadPool(8);
    try {
      var outputs = new ArrayList<Future<WindowPostOutput>>();
      for (int i = 0; i < 8; i++) {
        outputs.add(
            threads.submit(() -> prover.windowPost(task(MINER, replicas), ProofWatch.NONE)));
      }

      for (var output : outputs) {
        assertThat(proof(output)).satisfies(proof -> verified(proof, replicas));
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private static byte[] proof(Future<WindowPostOutput> output)
      throws ExecutionException, InterruptedException {
    return output.get().proofs().get(0);
  }

  /** Of sectors 1 and 2 only the other is proven. */
  private static void expectFault(List<Replica> replicas, long faulty) throws ProverException {
    var output = prover.windowPost(task(MINER, replicas), ProofWatch.NONE);

    var good = replicas.stream().filter(replica -> replica.sectorId() != faulty).toList();
    assertThat(output.faults()).containsExactly(faulty);
    assertThat(output.proofs()).singleElement().satisfies(proof -> verified(proof, good));
  }

  private static void verified(byte[] proof, List<Replica> replicas) throws ProverException {
    var valid =
        fixture
            .proofs()
            .verifyWindowPost(ProofFixture.WINDOW, seed(42), MINER, proof, commRs(replicas));
    assertThat(valid).isTrue();
  }

  private static Path fileOf(Replica replica, String name) throws IOException {
    return name.equals("sealed") ? replica.sealedFile() : replica.cacheDir().resolve(name);
  }

  private static ProofWatch watch(Set<ProofWatch.Stage> seen, boolean cancelled) {
    return new ProofWatch() {
      @Override
      public void progress(Stage stage, int done, int total) {
        seen.add(stage);
      }

      @Override
      public boolean cancelled() {
        return cancelled;
      }
    };
  }
}
