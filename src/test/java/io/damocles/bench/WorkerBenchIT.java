package io.damocles.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.damocles.testing.ProofFixture;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code bin/bench worker} measures, on a machine that does other things too. */
class WorkerBenchIT {
  /** Ten times what is asked of a quiet machine: other processes run here at the same time. */
  private static final int MOST_MILLIS = 10 * WorkerBench.MOST_MILLIS;

  @TempDir Path folder = Path.of("");

  @Test
  void aWorkerIsSmallAndAddsLittleToAProof() throws Exception {
    ProofFixture.ready().close();

    BenchRun bench =
        BenchRun.of(
            folder,
            Map.of("DEMO_PARAMS", ProofFixture.parameterDirectory().toString()),
            "worker",
            "--jobs=100",
            "--proofs=1");

    JsonNode figures = bench.figures();
    assertThat(figures.findValuesAsText("prover"))
        .containsExactly("answered-at-once", "builtin", "child");
    for (JsonNode prover : figures) {
      assertThat(prover.get("idleMiB").asLong()).isBetween(40L, (long) WorkerBench.MOST_MIB);
    }
    assertThat(figures.get(0).get("median").asDouble())
        .as(bench.output())
        .isBetween(0.5, (double) MOST_MILLIS);
  }
}
