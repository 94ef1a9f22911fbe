package io.damocles.manager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.damocles.prover.BuiltinProver;
import io.damocles.prover.ProofType;
import io.damocles.prover.ProofWatch;
import io.damocles.prover.Replica;
import io.damocles.testing.ProofFixture;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The verdicts of the real library: what is no proof is wrong, and only a missing key is no
 * verdict.
 */
class NativeVerifierIT {
  private static final long MINER = 1000;

  @TempDir Path store;

  @Test
  void rejectsWhateverIsNotTheProof() throws Exception {
    try (ProofFixture fixture = ProofFixture.ready()) {
      NativeVerifier verifier = new NativeVerifier(fixture.proofs());
      List<Replica> replicas = fixture.seal(store, MINER, 1, 2);
      Map<Long, byte[]> sectors = ProofFixture.commRs(replicas);
      byte[] seed = ProofFixture.seed(42);
      BuiltinProver prover = new BuiltinProver(fixture.proofs());
      byte[] proof =
          prover.windowPost(ProofFixture.task(MINER, replicas), ProofWatch.NONE).proofs().get(0);

      assertThat(verifier.verify(ProofFixture.WINDOW, seed, MINER, proof, sectors)).isTrue();
      for (int value : new int[] {0x00, 0x01, 0xc0, 0xff}) {
        byte[] garbage = new byte[ProofType.PARTITION_PROOF_BYTES];
        Arrays.fill(garbage, (byte) value);
        assertThat(verifier.verify(ProofFixture.WINDOW, seed, MINER, garbage, sectors))
            .as("192 bytes of %x", value)
            .isFalse();
      }
      for (int i = 0; i < proof.length; i += 7) {
        byte[] flipped = proof.clone();
        flipped[i] ^= 4;
        assertThat(verifier.verify(ProofFixture.WINDOW, seed, MINER, flipped, sectors))
            .as("bit of byte %d flipped", i)
            .isFalse();
      }
      byte[] other = ProofFixture.seed(41);
      assertThat(verifier.verify(ProofFixture.WINDOW, other, MINER, proof, sectors)).isFalse();
    }
  }

  @Test
  void hasNoVerdictWithoutTheKey() throws Exception {
    try (ProofFixture fixture = ProofFixture.ready()) {
      NativeVerifier verifier = new NativeVerifier(fixture.proofs());

      assertThatThrownBy(
              () ->
                  verifier.verify(
                      ProofType.WINDOW_32GIB_V1_2,
                      ProofFixture.seed(1),
                      MINER,
                      new byte[ProofType.PARTITION_PROOF_BYTES],
                      Map.of(1L, ProofFixture.seed(5))))
          .isInstanceOf(VerifierUnavailableException.class)
          .hasMessageContaining("v28-proof-of-spacetime-fallback");
    }
  }
}
