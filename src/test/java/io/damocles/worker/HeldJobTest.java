package io.damocles.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.damocles.prover.ProofWatch.Stage;
import org.junit.jupiter.api.Test;

class HeldJobTest {
  private final HeldJob job = new HeldJob("j.1", 0);

  @Test
  void tellsWhereItStands() {
    assertThat(job.progress().stage()).isEqualTo("WAITING");

    job.progress(Stage.VANILLA, 3, 7);
    assertThat(job.state()).isEqualTo(HeldJob.State.PROVING);
    assertThat(job.progress().done()).isEqualTo(3);

    assertThat(job.proved()).isTrue();
    assertThat(job.progress().stage()).isEqualTo("SUBMIT");
  }

  @Test
  void aCancelledProofHasNoResult() {
    assertThat(job.cancel("expired")).isTrue();

    assertThat(job.cancelled()).isTrue();
    assertThat(job.cancelReason()).hasValue("expired");
    assertThat(job.proved()).isFalse();
    assertThat(job.cancel("again")).isFalse();
  }

  @Test
  void aResultIsNotCancelled() {
    job.proved();

    assertThat(job.cancel("expired")).isFalse();
    assertThat(job.state()).isEqualTo(HeldJob.State.SUBMITTING);
  }

  @Test
  void lateProgressChangesNothing() {
    job.proved();

    job.progress(Stage.SNARK, 0, 0);

    assertThat(job.state()).isEqualTo(HeldJob.State.SUBMITTING);
    assertThat(job.progress().stage()).isEqualTo("SUBMIT");
  }
}
