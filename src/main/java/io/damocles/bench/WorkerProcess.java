package io.damocles.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A worker that the benchmark starts for itself, by its command. */
final class WorkerProcess implements AutoCloseable {
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(60);
  private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

  private final List<String> line;
  private final int controlPort;
  private final Path log;
  private final Map<String, String> environment;
  private Process process;

  private WorkerProcess(
      List<String> line, int controlPort, Path log, Map<String, String> environment)
      throws IOException {
    this.line = line;
    this.controlPort = controlPort;
    this.log = log;
    this.environment = environment;
    this.process = launch();
  }

  /**
   * Starts one.
   *
   * @param bin folder of the commands
   * @param folder for everything that is written, made here
   * @param threads proofs at a time
   * @param more tables of its configuration: stores, processors
   */
  static WorkerProcess start(
      Path bin,
      Path folder,
      URI manager,
      int threads,
      String more,
      Map<String, String> environment)
      throws IOException {
    Files.createDirectories(folder);
    int port = freePort();
    Path config =
        Files.writeString(
            folder.resolve("worker.toml"),
            """
            [worker]
            name = "%s"
            rpc_server.host = "127.0.0.1"
            rpc_server.port = %d
            spool_dir = "%s"
            [sector_manager]
            rpc_client.addr = "%s"
            [sealing]
            recover_interval = "1s"
            """
                    .formatted(
                        folder.getFileName(),
                        port,
                        folder.resolve("spool"),
                        manager.resolve("/"))
                + "[[sealing_thread]]\nplan = \"wdpost\"\n".repeat(threads)
                + more);
    Map<String, String> all = new HashMap<>(environment);
    all.put("DAMOCLES_NO_BUILD", "1");
    return new WorkerProcess(
        List.of(bin.resolve("damocles-worker").toString(), "daemon", "-c", config.toString()),
        port,
        folder.resolve("worker.log"),
        all);
  }

  Path log() {
    return log;
  }

  int controlPort() {
    return controlPort;
  }

  ProcessHandle handle() {
    return process.toHandle();
  }

  /** Waits until its log has that text. */
  void awaitLog(String text) throws IOException {
    long begin = System.nanoTime();
    while (!Files.readString(log).contains(text)) {
      if (!process.isAlive() || System.nanoTime() - begin > PATIENCE_NANOS) {
        throw new BenchException("the worker does not start:\n" + Files.readString(log));
      }
      LockSupport.parkNanos(LOOK_NANOS);
    }
  }

  /** SIGKILL, and a new one at once. */
  void killAndStartAgain() throws IOException {
    process.destroyForcibly();
    process.onExit().orTimeout(10, TimeUnit.SECONDS).join();
    process = launch();
  }

  @Override
  public void close() {
    List<ProcessHandle> children = process.descendants().toList();
    Signal.send(process.pid(), "CONT");
    process.destroyForcibly();
    children.forEach(ProcessHandle::destroyForcibly);
  }

  private Process launch() throws IOException {
    ProcessBuilder builder = new ProcessBuilder(line).redirectErrorStream(true);
    builder.environment().putAll(environment);
    return builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile())).start();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
