package io.damocles.poster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.damocles.prover.ProofType;
import org.junit.jupiter.api.Test;

class WindowProofsTest {

  @Test
  void changesKindAtNetworkVersionNineteen() {
    assertThat(WindowProofs.owed(8, 18)).isEqualTo(ProofType.WINDOW_32GIB);
    assertThat(WindowProofs.owed(8, 19)).isEqualTo(ProofType.WINDOW_32GIB_V1_2);
  }

  @Test
  void takesTheSecondKindAsItIs() {
    assertThat(WindowProofs.owed(13, 27)).isEqualTo(ProofType.WINDOW_32GIB_V1_2);
  }

  /** damocles abandons every deadline at network version 29. */
  @Test
  void goesOnAtANetworkVersionNewerThanAnyKnown() {
    assertThat(WindowProofs.owed(14, 99)).isEqualTo(ProofType.WINDOW_64GIB_V1_2);
  }

  @Test
  void namesAProofTypeThatItDoesNotKnow() {
    assertThatThrownBy(() -> WindowProofs.owed(77, 27))
        .hasMessage("window proof type 77 is unknown");
  }

  @Test
  void mergesProofsOfTheSecondKindOnly() {
    assertThat(WindowProofs.canMerge(ProofType.WINDOW_32GIB)).isFalse();
    assertThat(WindowProofs.canMerge(ProofType.WINDOW_32GIB_V1_2)).isTrue();
  }
}
