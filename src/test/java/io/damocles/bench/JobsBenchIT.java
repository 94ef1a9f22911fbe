package io.damocles.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The benchmark as its users run it, with a load that takes seconds. */
class JobsBenchIT {
  @TempDir Path folder = Path.of("");

  @Test
  void writesTheFiguresThatOthersCompare() throws Exception {
    Path json = folder.resolve("figures.json");

    Process bench = start("jobs", "--json", json.toString());

    assertThat(bench.waitFor(3, TimeUnit.MINUTES)).isTrue();
    assertThat(bench.exitValue()).as(Files.readString(folder.resolve("out"))).isZero();
    JsonNode figures = new ObjectMapper().readTree(json.toFile());
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

  private Process start(String... flags) throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder(Path.of("bin", "bench").toAbsolutePath().toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("out").toFile());
    builder.command().addAll(List.of(flags));
    builder
        .command()
        .addAll(
            List.of(
                "--jobs=40",
                "--sectors=5",
                "--clients=4",
                "--seconds=1",
                "--verified=0",
                "--waiting=20"));
    builder.environment().put("DAMOCLES_NO_BUILD", "1");
    return builder.start();
  }
}
