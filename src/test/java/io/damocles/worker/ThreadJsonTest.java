package io.damocles.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.damocles.prover.ProofWatch.Stage;
import io.damocles.wire.Json;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ThreadJsonTest {
  private final HeldJob job = new HeldJob("j.1", () -> 0);

  @Test
  void aClaimedJobWaitsUntilItsProofStarts() {
    assertThat(json())
        .contains("\"job_stage\":\"Generate\",\"job_state\":\"Allocated\"")
        .endsWith("\"thread_state\":{\"elapsed\":65,\"state\":\"Waiting\"}}");

    job.progress(Stage.VANILLA, 0, 2);

    assertThat(json())
        .endsWith(
            "\"thread_state\":{\"elapsed\":65,\"proc\":\"ext(pid: 7)\",\"state\":\"Running\"}}");
  }

  @Test
  void aProofThatNobodyWantsRunsAsLongAsItsProverDoesNotStop() {
    job.progress(Stage.SNARK, 0, 0);
    job.cancel("the attempt is over");

    assertThat(json())
        .contains("\"job_stage\":\"Generate\",\"job_state\":\"Allocated\"")
        .endsWith("\"proc\":\"ext(pid: 7)\",\"state\":\"Running\"}}");
  }

  private String json() {
    ThreadView view =
        new ThreadView(
            0,
            "-",
            Optional.of(job),
            Optional.empty(),
            false,
            false,
            Duration.ofSeconds(65),
            Optional.empty());
    return new String(Json.write(ThreadJson.of(view, "ext(pid: 7)")), StandardCharsets.UTF_8);
  }
}
