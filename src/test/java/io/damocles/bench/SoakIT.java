package io.damocles.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.damocles.testing.ProofFixture;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The soak for seconds: fifty workers, some of them processes, and a manager that is killed. */
class SoakIT {
  @TempDir Path folder = Path.of("");

  @Test
  void losesNoJobAndDoesNotGrowWhileManagerWorkersAndChildrenDie() throws Exception {
    ProofFixture.ready().close();

    BenchRun soak =
        BenchRun.of(
            folder,
            Map.of("DEMO_PARAMS", ProofFixture.parameterDirectory().toString()),
            "soak",
            "--minutes=0.3",
            "--every=0.7",
            "--processes=3",
            "--rate=6",
            "--seed=4");

    assertThat(soak.exitCode()).as(soak.output()).isZero();
    JsonNode figures = soak.figures();
    assertThat(figures.get("jobs").asInt()).isEqualTo(108);
    assertThat(figures.get("problems")).isEmpty();
    for (String kind : List.of("MANAGER_KILLED", "WORKER_KILLED", "CHILD_KILLED", "LIGHT_KILLED")) {
      assertThat(figures.get("mishaps").path(kind).asInt()).as(kind).isPositive();
    }
  }
}
