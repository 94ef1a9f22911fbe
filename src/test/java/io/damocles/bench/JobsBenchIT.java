package io.damocles.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The benchmark as its users run it, with a load that takes seconds. */
class JobsBenchIT {
  @TempDir Path folder = Path.of("");

  @Test
  void writesTheFiguresThatOthersCompare() throws Exception {
    BenchRun bench =
        BenchRun.of(
            folder,
            Map.of(),
            "jobs",
            "--jobs=40",
            "--sectors=5",
            "--clients=4",
            "--seconds=1",
            "--verified=0",
            "--waiting=20");

    assertThat(bench.exitCode()).as(bench.output()).isZero();
    JsonNode figures = bench.figures();
    for (String key : List.of("claim", "heartbeat", "finish", "list", "longPoll")) {
      for (String figure : List.of("rate", "p50Ms", "p99Ms", "maxMs")) {
        assertThat(figures.path(key).path(figure).asDouble()).as(key + "." + figure).isPositive();
      }
      assertThat(figures.path(key).path("refused").asInt(-1)).as(key + ".refused").isZero();
    }
    assertThat(figures.path("restart").path("seconds").asDouble()).isPositive();
    assertThat(figures.path("restart").path("lost").asInt(-1)).isZero();
    assertThat(figures.path("rssMiB").asLong()).isBetween(50L, 512L);
  }
}
