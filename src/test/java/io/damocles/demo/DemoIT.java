package io.damocles.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.damocles.testing.ProofFixture;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demo as its users run it, with fewer partitions and no terminal. */
class DemoIT {
  @TempDir Path folder = Path.of("");

  @Test
  void provesAWholePeriodInSpiteOfAllTrouble() throws Exception {
    Process demo = start("3");

    assertThat(demo.waitFor(12, TimeUnit.MINUTES)).isTrue();

    List<String> lines = Files.readAllLines(folder.resolve("out"));
    assertThat(lines.get(lines.size() - 1))
        .matches("demo: 3 partitions, 3 proven in time, [3-9] messages, 0 missed");
    assertThat(lines)
        .anyMatch(line -> line.contains("reorganised the chain"))
        .anyMatch(line -> line.matches(".*killed (builtin|child) \\(SIGKILL\\).*"))
        .anyMatch(line -> line.matches(".*started (builtin|child) again"))
        .anyMatch(line -> line.contains("killed manager (SIGKILL)"))
        .anyMatch(line -> line.contains("started manager again"))
        .anyMatch(line -> line.startsWith("JobID "));
    assertThat(demo.exitValue()).isZero();
    assertThat(leftovers()).isEmpty();
  }

  @Test
  void namesAnUnusableNumberOfPartitions() throws Exception {
    Process demo = start("2");

    assertThat(demo.waitFor(1, TimeUnit.MINUTES)).isTrue();

    assertThat(Files.readString(folder.resolve("out")))
        .contains("DEMO_PARTITIONS is 2, expected 3 or more");
    assertThat(demo.exitValue()).isEqualTo(1);
  }

  private Process start(String partitions) throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder(Path.of("bin", "demo").toAbsolutePath().toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("out").toFile());
    builder.environment().put("DAMOCLES_NO_BUILD", "1");
    builder.environment().put("DEMO_PARTITIONS", partitions);
    builder.environment().put("DEMO_PARAMS", ProofFixture.parameterDirectory().toString());
    builder.environment().put("JAVA_OPTS", "-Djava.io.tmpdir=" + folder);
    return builder.start();
  }

  private List<Path> leftovers() throws Exception {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> String.valueOf(file.getFileName()).startsWith("damocles-demo"))
          .toList();
    }
  }
}
