package io.damocles.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The scripts in a checkout that was never built, with a Maven that the test decides. */
class FirstStartIT {
  private static final FileTime LONG_AGO = FileTime.from(Instant.parse("2020-01-01T00:00:00Z"));
  private static final List<String> NOBODY =
      List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups");
  private static final List<String> JARS =
      List.of("damocles.jar", "picocli-", "jackson-core-", "jspecify-");

  @TempDir Path folder = Path.of("");
  private Path checkout = Path.of("");

  @BeforeEach
  void checkOut() throws IOException {
    checkout = Files.createDirectory(folder.resolve("checkout"));
    copy(Path.of("bin"), checkout.resolve("bin"));
    copy(Path.of("bin/lib"), checkout.resolve("bin/lib"));
    for (String part : List.of("src/main", "conf", "native")) {
      Files.createDirectories(checkout.resolve(part));
    }
    Files.setLastModifiedTime(
        Files.writeString(checkout.resolve("pom.xml"), "<project/>"), LONG_AGO);
  }

  @Test
  void saysThatTheBuildFailedAndLeavesNothingThatLooksBuilt() throws Exception {
    maven("mkdir -p target/lib; touch target/lib/damocles.jar; exit 1");

    for (int i = 0; i < 2; i++) {
      var run = finish(start(List.of()));

      assertThat(run.err()).contains("mvn ran\n").endsWith("damocles-manager: the build failed\n");
      assertThat(run.out()).isEmpty();
      assertThat(run.code()).isEqualTo(1);
      assertThat(checkout.resolve("target/lib/damocles.jar")).doesNotExist();
    }
  }

  @Test
  void buildsOnceForTwoCommandsThatStartAtOnce() throws Exception {
    var built = Files.createDirectory(folder.resolve("built"));
    copy(Path.of("target/lib"), built);
    maven("mkdir -p target/lib; sleep 1; cp '" + built + "'/*.jar target/lib/");

    var first = start(List.of());
    var second = start(List.of());

    var runs = List.of(finish(first), finish(second));
    for (var run : runs) {
      assertThat(run.out()).as(run.err()).startsWith("damocles v");
      assertThat(run.code()).isZero();
    }
    assertThat(runs).filteredOn(run -> run.err().contains("mvn ran")).hasSize(1);
  }

  @Test
  void runsInACheckoutThatCannotBeWritten() throws Exception {
    maven("exit 1");
    copy(Path.of("target/lib"), Files.createDirectories(checkout.resolve("target/lib")));
    makeReadOnly();

    var run = finish(start(unprivileged()));

    assertThat(run.out()).as(run.err()).startsWith("damocles v");
    assertThat(run.err()).isEmpty();
    assertThat(run.code()).isZero();
    assertThat(checkout.resolve("target/cds")).doesNotExist();
  }

  @Test
  void saysThatACheckoutThatCannotBeWrittenCannotBeBuilt() throws Exception {
    maven("exit 0");
    makeReadOnly();

    var run = finish(start(unprivileged()));

    assertThat(run.err())
        .contains(".build.lock: Permission denied")
        .doesNotContain("mvn ran")
        .endsWith("damocles-manager: the build failed\n");
    assertThat(run.code()).isEqualTo(1);
  }

  private void maven(String commands) throws IOException {
    var tools = Files.createDirectory(folder.resolve("tools"));
    var maven =
        Files.writeString(tools.resolve("mvn"), "#!/bin/sh\necho 'mvn ran'\n" + commands + "\n");
    Files.setPosixFilePermissions(maven, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private record Started(Process process, Path out, Path err) {}

  private Started start(List<String> as) throws IOException {
    var out = Files.createTempFile(folder, "out", "");
    var err = Files.createTempFile(folder, "err", "");
    var line = new ArrayList<>(as);
    line.addAll(List.of(checkout.resolve("bin/damocles-manager").toString(), "--version"));
    var builder = new ProcessBuilder(line).redirectOutput(out.toFile()).redirectError(err.toFile());
    var environment = builder.environment();
    environment.put("PATH", folder.resolve("tools") + ":" + environment.get("PATH"));
    environment.put("HOME", "/nonexistent");
    environment.remove("XDG_CACHE_HOME");
    environment.remove("DAMOCLES_NO_BUILD");
    return new Started(builder.start(), out, err);
  }

  private static CommandRun finish(Started started) throws IOException, InterruptedException {
    assertThat(started.process().waitFor(1, TimeUnit.MINUTES)).isTrue();
    return new CommandRun(
        started.process().exitValue(),
        Files.readString(started.out(), StandardCharsets.UTF_8),
        Files.readString(started.err(), StandardCharsets.UTF_8));
  }

  /** Nothing is read-only for root. */
  private static List<String> unprivileged() {
    return "root".equals(System.getProperty("user.name")) ? NOBODY : List.of();
  }

  private void makeReadOnly() throws IOException {
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    try (Stream<Path> files = Files.walk(checkout)) {
      for (Path file : files.filter(Files::isDirectory).toList()) {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r-xr-xr-x"));
      }
    }
  }

  /** The files of a folder; of jars only those that a short command needs. */
  private static void copy(Path from, Path to) throws IOException {
    Files.createDirectories(to);
    try (Stream<Path> files = Files.list(from)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String name = String.valueOf(file.getFileName());
        if (!name.endsWith(".jar") || JARS.stream().anyMatch(name::startsWith)) {
          Files.copy(file, to.resolve(name), StandardCopyOption.COPY_ATTRIBUTES);
        }
      }
    }
  }
}
