package io.damocles.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.damocles.prover.ProofWatch.Stage;
import io.damocles.prover.TimeLeft;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class HeldJobTest {
  private final AtomicLong now = new AtomicLong();
  private final HeldJob job = new HeldJob("j.1", now::get);

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
  void tellsHowLongEachStageTookAndHowLongItIsSilent() {
    now.set(1_000);
    job.progress(Stage.VANILLA, 0, 2);
    now.set(1_500);
    job.progress(Stage.VANILLA, 1, 2);
    now.set(4_000);
    job.progress(Stage.VANILLA, 1, 2);

    assertThat(job.progress().silentMillis()).isEqualTo(2_500);

    job.progress(Stage.SNARK, 0, 0);
    now.set(9_000);
    job.proved();

    assertThat(job.stages())
        .isEqualTo(Map.of(Stage.WAITING, 1_000L, Stage.VANILLA, 3_000L, Stage.SNARK, 5_000L));
  }

  @Test
  void countsWhatItsDeadlineLeavesFromTheClaimOn() {
    assertThat(job.timeLeft()).isEqualTo(TimeLeft.UNKNOWN);

    job.limit(new TimeLeft(9_000L, 1_000L));
    now.set(4_000);

    assertThat(job.timeLeft()).isEqualTo(new TimeLeft(5_000L, 0L));
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
