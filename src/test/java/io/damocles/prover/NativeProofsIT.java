package io.damocles.prover;

import static io.damocles.testing.ProofFixture.WINDOW;
import static io.damocles.testing.ProofFixture.WINNING;
import static io.damocles.testing.ProofFixture.commRs;
import static io.damocles.testing.ProofFixture.seed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.damocles.testing.ProofFixture;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NativeProofsIT {
  private static final long MINER = 1000;

  private static ProofFixture fixture;
  private static NativeProofs proofs;

  @TempDir Path store;

  @BeforeAll
  static void load() throws ProverException {
    fixture = ProofFixture.ready();
    proofs = fixture.proofs();
  }

  @AfterAll
  static void close() {
    fixture.close();
  }

  @Test
  void provesPartitionsAloneAndMergesThem() throws Exception {
    var replicas = fixture.seal(store, MINER, 1, 2, 3);

    var first = partition(replicas.subList(0, 2));
    var second = partition(replicas.subList(2, 3));
    var merged = proofs.mergeWindowPost(WINDOW, List.of(first, second));

    assertThat(merged).hasSize(384);
    assertThat(verify(first, replicas.subList(0, 2))).isTrue();
    assertThat(verify(merged, replicas)).isTrue();
    assertThat(verify(first, replicas.subList(1, 3))).isFalse();
  }

  @Test
  void drawsProvesAndVerifiesAWinningSector() throws Exception {
    proofs.generateParameters(WINNING);
    var replicas = fixture.seal(store, MINER, 1, 2, 3);

    long index = proofs.winningSector(WINNING, seed(7), MINER, replicas.size());
    var drawn = List.of(replicas.get((int) index));
    byte[] proof;
    try (var job = proofs.newJob()) {
      var batch = proofs.vanillaProofs(WINNING, seed(7), MINER, drawn, job);
      proof = proofs.winningPost(WINNING, seed(7), MINER, batch.proofs().get(0), job);
    }

    assertThat(proof).hasSize(192);
    assertThat(proofs.verifyWinningPost(WINNING, seed(7), MINER, proof, commRs(drawn))).isTrue();
    assertThat(proofs.verifyWinningPost(WINNING, seed(8), MINER, proof, commRs(drawn))).isFalse();
  }

  @Test
  void provesAFauxReplica() throws Exception {
    long sector = -1; // 2^64 - 1
    var sealed = store.resolve("sealed");
    var cache = store.resolve("cache");
    var commR = proofs.fauxReplica(WINDOW, sealed, cache);
    var replicas = List.of(new Replica(sector, commR, cache, sealed));

    assertThat(verify(partition(replicas), replicas)).isTrue();
  }

  @Test
  void drawsTenChallengesASector() throws Exception {
    var challenges = proofs.challenges(WINDOW, seed(1), MINER, List.of(5L, -1L));

    assertThat(challenges).containsOnlyKeys(5L, -1L);
    assertThat(challenges.get(-1L)).hasSize(10).allMatch(leaf -> leaf >= 0 && leaf < 64);
  }

  @Test
  void namesParametersThatAreMissing() throws Exception {
    var type = ProofType.WINDOW_64GIB_V1_2;
    var status = proofs.parameterStatus(type);

    assertThat(status.canProve()).isFalse();
    assertThat(status.problem()).contains(status.parameters().toString());
    assertThatThrownBy(
            () ->
                proofs.verifyWindowPost(
                    type, seed(1), MINER, new byte[192], Map.of(1L, new byte[32])))
        .isInstanceOf(ParametersMissingException.class)
        .hasMessageContaining(status.verifyingKey().toString());
  }

  @Test
  void namesTheFilesOfAnotherSizeWithoutMakingThem() throws Exception {
    var status = proofs.parameterStatus(ProofType.WINDOW_8MIB_V1_2);

    assertThat(status.canProve()).isFalse();
    assertThat(status.canVerify()).isFalse();
    assertThat(status.problem())
        .contains(status.parameters().toString(), status.verifyingKey().toString());
    assertThat(status.parameters()).doesNotExist();
    assertThat(status.parameters().getParent()).isEqualTo(ProofFixture.parameterDirectory());
    assertThat(status.verifyingKey()).doesNotExist();
  }

  @Test
  void knowsItsParameters() throws Exception {
    var status = proofs.parameterStatus(WINDOW);

    assertThat(status.canProve()).isTrue();
    assertThat(status.canVerify()).isTrue();
    assertThat(status.problem()).isNull();
    assertThat(status.parameters()).startsWith(ProofFixture.parameterDirectory()).exists();
  }

  @Test
  void refusesProofsOfTheOtherKind() {
    assertThatThrownBy(
            () ->
                proofs.verifyWindowPost(
                    WINNING, seed(1), MINER, new byte[192], Map.of(1L, new byte[32])))
        .isInstanceOf(NativeCallException.class)
        .hasMessageContaining("window proofs are 5 to 14");
  }

  @Test
  void refusesToBeSetUpForOtherDirectories() {
    assertThatThrownBy(() -> NativeProofs.load(new NativeOptions(null, store, null, 0)))
        .isInstanceOf(NativeLibraryException.class)
        .hasMessageContaining(store.toString());
  }

  @Test
  void tellsItsVersions() throws Exception {
    assertThat(proofs.info()).contains("\"abi\":1", "\"proofsApi\":\"19.1.0\"");
  }

  private static byte[] partition(List<Replica> replicas) throws ProverException {
    try (var job = proofs.newJob()) {
      var batch = proofs.vanillaProofs(WINDOW, seed(42), MINER, replicas, job);
      assertThat(batch.faults()).isEmpty();
      return proofs.windowPostPartition(WINDOW, seed(42), MINER, batch.proofs(), job);
    }
  }

  private static boolean verify(byte[] proof, List<Replica> replicas) throws ProverException {
    return proofs.verifyWindowPost(WINDOW, seed(42), MINER, proof, commRs(replicas));
  }
}
