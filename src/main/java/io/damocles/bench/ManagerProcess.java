package io.damocles.bench;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A manager that the benchmark starts for itself, as an operator would: by its command. */
final class ManagerProcess implements AutoCloseable {
  private static final long START_SECONDS = 60;
  private static final long PROBE_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

  private static final String NO_LAPSE =
      """
      [Common.Proving.WorkerProver]
      # No job of a phase may lapse while another phase runs.
      HeartbeatTimeout = "10m"
      """;

  private final Path script;
  private final Path home;
  private final int port;
  private final Map<String, String> environment;
  private final List<String> flags;
  private Process process;
  private double startSeconds;

  private ManagerProcess(
      Path script, Path home, int port, Map<String, String> environment, List<String> flags)
      throws IOException {
    this.script = script;
    this.home = home;
    this.port = port;
    this.environment = environment;
    this.flags = flags;
    this.process = launch();
  }

  /**
   * Starts a manager and waits until it serves.
   *
   * @param script the command {@code damocles-manager}
   * @param home an empty folder for its job table and its log
   */
  static ManagerProcess start(Path script, Path home, Map<String, String> environment)
      throws IOException {
    return start(script, home, environment, "", List.of());
  }

  /**
   * The same with more settings.
   *
   * @param config appended to {@code sector-manager.cfg}
   * @param flags of {@code daemon run}
   */
  static ManagerProcess start(
      Path script, Path home, Map<String, String> environment, String config, List<String> flags)
      throws IOException {
    return configured(script, home, environment, NO_LAPSE + config, flags);
  }

  /** The same with these settings alone. */
  static ManagerProcess configured(
      Path script, Path home, Map<String, String> environment, String config, List<String> flags)
      throws IOException {
    Files.writeString(home.resolve("sector-manager.cfg"), config);
    ManagerProcess manager = new ManagerProcess(script, home, freePort(), environment, flags);
    manager.awaitServing();
    return manager;
  }

  /** Where its API is. */
  URI api() {
    return URI.create("http://127.0.0.1:%d/rpc/v0".formatted(port));
  }

  long pid() {
    return process.pid();
  }

  /** From the start of the command until the health check was answered. */
  double startSeconds() {
    return startSeconds;
  }

  /** Ends it without warning, as a power cut would. */
  void kill() {
    process.destroyForcibly();
  }

  /** Starts it again on the same home and port, without waiting for it. */
  void startAgain() throws IOException {
    process.onExit().orTimeout(10, TimeUnit.SECONDS).join();
    process = launch();
  }

  /** Waits until the health check is answered. */
  void awaitServing() throws IOException {
    long begin = System.nanoTime();
    while (!isHealthy()) {
      if (!process.isAlive()) {
        throw new IOException(
            "the manager ended with exit code %d:%n%s".formatted(process.exitValue(), lastLog()));
      }
      if (System.nanoTime() - begin > TimeUnit.SECONDS.toNanos(START_SECONDS)) {
        throw new IOException("the manager does not answer:%n%s".formatted(lastLog()));
      }
      LockSupport.parkNanos(PROBE_NANOS);
    }
    startSeconds = (System.nanoTime() - begin) / 1e9;
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(15, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  private Process launch() throws IOException {
    List<String> line =
        new ArrayList<>(List.of(script.toString(), "--home", home.toString(), "daemon", "run"));
    line.addAll(List.of("--worker-prover", "--listen", "127.0.0.1:" + port));
    line.addAll(flags);
    ProcessBuilder builder = new ProcessBuilder(line);
    builder.environment().put("DAMOCLES_NO_BUILD", "1");
    builder.environment().putAll(environment);
    return builder
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()))
        .start();
  }

  private boolean isHealthy() {
    try {
      URI health = URI.create("http://127.0.0.1:%d/healthcheck".formatted(port));
      HttpURLConnection connection = (HttpURLConnection) health.toURL().openConnection();
      connection.setReadTimeout((int) TimeUnit.SECONDS.toMillis(START_SECONDS));
      return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
    } catch (IOException notYet) {
      return false;
    }
  }

  /** What all its runs have printed. */
  Path log() {
    return home.resolve("manager.log");
  }

  private String lastLog() throws IOException {
    List<String> lines = new ArrayList<>(Files.readAllLines(log()));
    return String.join("\n", lines.subList(Math.max(0, lines.size() - 20), lines.size()));
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
