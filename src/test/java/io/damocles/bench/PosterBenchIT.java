package io.damocles.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * The poster's benchmark as its users run it, with few miners and partitions; more than half a
 * minute, so only with {@code -Dbench.poster=true}.
 */
@EnabledIfSystemProperty(named = "bench.poster", matches = "true")
class PosterBenchIT {
  @TempDir Path folder = Path.of("");

  @Test
  void writesTheFiguresThatOthersCompare() throws Exception {
    Path json = folder.resolve("figures.json");

    Process bench = start(json);

    assertThat(bench.waitFor(4, TimeUnit.MINUTES)).isTrue();
    assertThat(bench.exitValue()).as(Files.readString(folder.resolve("out"))).isZero();
    JsonNode figures = new ObjectMapper().readTree(json.toFile());
    assertThat(figures.path("load").path("partitions").asInt()).isEqualTo(6);
    assertThat(figures.path("head").path("maxMs").asDouble()).isPositive();
    assertThat(figures.path("jobsSeconds").asDouble()).isPositive();
    assertThat(figures.path("strictJobsSeconds").asDouble()).isPositive();
    assertThat(figures.path("push").path("count").asInt()).isEqualTo(1);
    assertThat(figures.path("restart").path("seconds").asDouble()).isPositive();
    assertThat(figures.path("restart").path("recomputed").asInt(-1)).isZero();
  }

  private Process start(Path json) throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of("bin", "bench").toAbsolutePath().toString(),
            "poster",
            "--json=" + json,
            "--miners=2",
            "--partitions=6",
            "--rounds=1");
    builder.redirectErrorStream(true).redirectOutput(folder.resolve("out").toFile());
    builder.environment().put("DAMOCLES_NO_BUILD", "1");
    return builder.start();
  }
}
