package io.damocles.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real scripts as processes, on what {@code mvn package} made. */
class ScriptsIT {
  @TempDir Path folder = Path.of("");

  @Test
  void listsJobsThroughTheScript() throws Exception {
    try (var manager = new FakeManager()) {
      manager.answer("WdPoStAllJobs", "\"result\":{\"Jobs\":null,\"MaxTry\":2}");

      var run = list(manager, Map.of());

      assertThat(run.out())
          .isEqualTo(Recorded.output("damocles-cli-proving.txt", "worker wdpost list --all"));
      assertThat(run.err()).isEmpty();
      assertThat(run.code()).isZero();
    }
  }

  @Test
  void takesTheClassesOfShortCommandsFromAnArchive() throws Exception {
    try (var manager = new FakeManager()) {
      manager.answer("WdPoStAllJobs", "\"result\":{\"Jobs\":null,\"MaxTry\":2}");
      var loads = folder.resolve("loads");

      var run = list(manager, Map.of("JAVA_OPTS", "-Xlog:class+load:file=" + loads));

      assertThat(run.code()).isZero();
      assertThat(Files.readAllLines(loads))
          .filteredOn(line -> line.matches(".* (io[.]damocles|picocli|com[.]fasterxml)[.].*"))
          .hasSizeGreaterThan(50)
          .allMatch(line -> line.contains("source: shared objects file") || line.contains("Lambda"))
          .anyMatch(line -> line.contains(WdPostCommand.class.getName() + " "));
    }
  }

  @Test
  void runsFromAnyFolderAndThroughALinkAndWithoutAnArchive() throws Exception {
    var link = Files.createSymbolicLink(folder.resolve("dm"), script("damocles-manager"));

    var run = run(Map.of("DAMOCLES_NO_CDS", "1"), link.toString(), "--version");

    assertThat(run.out()).startsWith("damocles v");
    assertThat(run.code()).isZero();
  }

  @Test
  void passesExitCodesOn() throws Exception {
    assertThat(run(Map.of(), "damocles-manager", "util", "nonsense").code()).isEqualTo(2);
    assertThat(run(Map.of(), "damocles-worker", "daemon").code()).isEqualTo(2);
    assertThat(run(Map.of(), "damocles-worker", "daemon", "-c", "/no/such").code()).isEqualTo(78);
  }

  @Test
  void takesTheLogLevelOfDamoclesWorker() throws Exception {
    for (String variable : List.of("RUST_LOG", "DAMOCLES_WORKER_LOG")) {
      var quiet = Map.of(variable, "hyper=trace,OFF");

      assertThat(run(quiet, "damocles-worker", "daemon", "-c", "/no/such").err()).isEmpty();
    }
    var ours = Map.of("RUST_LOG", "off", "DAMOCLES_LOG", "info");
    assertThat(run(ours, "damocles-worker", "daemon", "-c", "/no/such").err())
        .contains("/no/such: no such file");
  }

  @Test
  void hasEveryLibraryThatItsShortCommandsNeed() throws Exception {
    Files.writeString(
        folder.resolve("sector-manager.cfg"), "[Common.API]\nChain = \"/ip4/127.0.0.1/tcp/1\"\n");
    String home = folder.toString();

    assertThat(
            run(Map.of(), "damocles-manager", "util", "message", "decode", "--method", "10", "8180")
                .out())
        .isEqualTo("{\"Faults\":[]}\n");
    assertThat(run(Map.of(), "damocles-manager", "--home", home, "util", "chain", "head").err())
        .contains("no node answers at 127.0.0.1:1");
    var worker = folder.resolve("worker.toml");
    Files.writeString(worker, "[worker]\nrpc_server.port = 1\n");
    assertThat(run(Map.of(), "damocles-worker", "worker", "-c", worker.toString(), "list").err())
        .contains("no worker answers at 127.0.0.1:1");
    assertThat(run(Map.of(), "damocles-worker", "store", "file-init", "-l", home).code()).isZero();
    assertThat(run(Map.of(), "devnet", "status", "--home", home).err())
        .doesNotContain("NoClassDefFoundError");
  }

  @Test
  void namesAJavaThatIsNotThere() throws Exception {
    var run = run(Map.of("DAMOCLES_JAVA", "/no/java"), "damocles-manager", "--version");

    assertThat(run.err())
        .isEqualTo("damocles-manager: /no/java is no program; see DAMOCLES_JAVA and JAVA_HOME\n");
    assertThat(run.code()).isEqualTo(1);
  }

  @Test
  void writesTheSamplesThroughTheScript() throws Exception {
    var home = folder.resolve("home");

    var run = run(Map.of("DAMOCLES_PATH", home.toString()), "damocles-manager", "daemon", "init");

    assertThat(run.err()).endsWith("\tinitialized\n");
    assertThat(home.resolve("sector-manager.cfg"))
        .hasSameTextualContentAs(Path.of("conf/sector-manager.cfg"));
  }

  private CommandRun list(FakeManager manager, Map<String, String> environment)
      throws IOException, InterruptedException {
    return run(
        environment,
        "damocles-manager",
        "util",
        "--listen",
        manager.address(),
        "worker",
        "wdpost",
        "list");
  }

  private CommandRun run(Map<String, String> environment, String command, String... args)
      throws IOException, InterruptedException {
    var line = new ArrayList<String>();
    line.add(command.startsWith("/") ? command : script(command).toString());
    line.addAll(List.of(args));
    var out = folder.resolve("out");
    var err = folder.resolve("err");
    var builder = new ProcessBuilder(line).directory(folder.toFile());
    builder.environment().put("DAMOCLES_NO_BUILD", "1");
    builder.environment().putAll(environment);
    var process = builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start();
    assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
    return new CommandRun(
        process.exitValue(),
        Files.readString(out, StandardCharsets.UTF_8),
        Files.readString(err, StandardCharsets.UTF_8));
  }

  private static Path script(String name) {
    return Path.of("bin", name).toAbsolutePath();
  }
}
