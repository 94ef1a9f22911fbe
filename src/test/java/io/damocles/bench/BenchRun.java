package io.damocles.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** {@code bin/bench} as its users run it. */
final class BenchRun {
  private final Path json;
  private final Path out;
  private final int exitCode;

  private BenchRun(Path json, Path out, int exitCode) {
    this.json = json;
    this.out = out;
    this.exitCode = exitCode;
  }

  /** Runs it to its end; its figures go to a file in the folder. */
  static BenchRun of(Path folder, Map<String, String> environment, String... flags)
      throws Exception {
    Path json = folder.resolve("figures.json");
    Path out = folder.resolve("out");
    ProcessBuilder builder =
        new ProcessBuilder(Path.of("bin", "bench").toAbsolutePath().toString())
            .redirectErrorStream(true)
            .redirectOutput(out.toFile());
    builder.command().addAll(List.of(flags));
    builder.command().addAll(List.of("--json", json.toString()));
    builder.environment().put("DAMOCLES_NO_BUILD", "1");
    builder.environment().putAll(environment);
    Process bench = builder.start();
    try {
      assertThat(bench.waitFor(3, TimeUnit.MINUTES)).as("it ends").isTrue();
      return new BenchRun(json, out, bench.exitValue());
    } finally {
      bench.destroy();
    }
  }

  int exitCode() {
    return exitCode;
  }

  String output() throws IOException {
    return Files.readString(out);
  }

  JsonNode figures() throws IOException {
    return new ObjectMapper().readTree(json.toFile());
  }
}
