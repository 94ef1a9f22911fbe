package io.damocles.devnet;

import io.damocles.testing.ProofFixture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** A real {@code devnet}, in a JVM of its own; its log goes to a file. */
final class DevnetProcess implements AutoCloseable {
  private final Process process;
  private final Path home;
  private final Path log;

  private DevnetProcess(Process process, Path home, Path log) {
    this.process = process;
    this.home = home;
    this.log = log;
  }

  /** Starts it on a free port. */
  static DevnetProcess start(Path home, String... options) throws IOException {
    Files.createDirectories(home);
    Files.deleteIfExists(home.resolve("address"));
    Path log = Files.createTempFile(home, "devnet", ".log");
    List<String> command = new ArrayList<>(List.of("--home", home.toString()));
    command.addAll(List.of("--listen", "127.0.0.1:0"));
    command.addAll(List.of(options));
    return new DevnetProcess(launch(log, command), home, log);
  }

  /** Runs one of its commands to the end and answers what it printed. */
  static String run(Path home, String... arguments) throws Exception {
    Path log = Files.createTempFile(home, "command", ".log");
    Process process = launch(log, List.of(arguments));
    process.waitFor(30, TimeUnit.SECONDS);
    return Files.readString(log);
  }

  private static Process launch(Path log, List<String> arguments) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-Dlogback.configurationFile=" + Path.of("conf", "logback.xml").toAbsolutePath(),
                "-cp",
                System.getProperty("java.class.path"),
                "io.damocles.cli.DevnetMain"));
    command.addAll(arguments);
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
    builder.environment().put("DEVNET_PARAMS", ProofFixture.parameterDirectory().toString());
    return builder.start();
  }

  /** Calls it, once it listens. */
  DevnetClient client() throws IOException {
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> Files.exists(home.resolve("address")) || !process.isAlive());
    if (!process.isAlive()) {
      throw new IllegalStateException("the devnet ended: " + log());
    }
    return new DevnetClient(
        Files.readString(home.resolve("address")).strip(), Files.readString(home.resolve("token")));
  }

  void signal(String name) throws Exception {
    new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid())).start().waitFor();
  }

  int exitCode() throws InterruptedException {
    if (!process.waitFor(30, TimeUnit.SECONDS)) {
      throw new IllegalStateException("the devnet does not end");
    }
    return process.exitValue();
  }

  String log() throws IOException {
    return Files.readString(log);
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
