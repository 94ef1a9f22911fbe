package io.damocles.worker;

import io.damocles.config.WorkerConfig;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A worker daemon with its configuration file, quick times, and a prover of the test. */
public final class TestWorker {
  static final WorkerPace QUICK =
      new WorkerPace(
          Duration.ofMillis(100),
          Duration.ofMillis(1_000),
          Duration.ofMillis(200),
          Duration.ofMillis(1_000),
          Duration.ofMillis(50),
          Duration.ofMillis(500));

  private final WorkerDaemon daemon;
  private final int controlPort;
  private boolean stopped;

  private TestWorker(WorkerDaemon daemon, int controlPort) {
    this.daemon = daemon;
    this.controlPort = controlPort;
  }

  /** A configuration with one store s1; {@code more} follows. */
  static Path config(Path folder, URI manager, int controlPort, String more) throws IOException {
    return config(folder, manager, controlPort, "", more);
  }

  private static Path config(
      Path folder, URI manager, int controlPort, String moreOfWorker, String more)
      throws IOException {
    Path store = Files.createDirectories(folder.resolve("s1"));
    String text =
        """
        [worker]
        name = "w1"
        rpc_server.host = "127.0.0.1"
        rpc_server.port = %d
        ping_interval = "200ms"
        spool_dir = "%s"
        shutdown_timeout = "2s"
        %s
        [sector_manager]
        rpc_client.addr = "%s"
        [[attached]]
        name = "s1"
        location = "%s"
        %s
        """
            .formatted(controlPort, folder.resolve("spool"), moreOfWorker, manager, store, more);
    return Files.writeString(folder.resolve("worker.toml"), text);
  }

  public static TestWorker create(Path folder, URI manager, String more, ScriptedProver prover)
      throws IOException {
    return create(folder, manager, "", more, prover);
  }

  /** A worker with more lines in its {@code [worker]} table. */
  static TestWorker create(
      Path folder, URI manager, String moreOfWorker, String more, ScriptedProver prover)
      throws IOException {
    int port = freePort();
    return of(config(folder, manager, port, moreOfWorker, more), port, prover);
  }

  /** A worker of that file, which gives its control API that port. */
  static TestWorker of(Path file, int port, ScriptedProver prover) {
    WorkerConfig config = WorkerConfig.read(file);
    ProverSource.Opened opened = new ProverSource.Opened(prover, () -> true, 8, Optional.empty());
    return new TestWorker(
        new WorkerDaemon(
            config, QUICK, Vertx.vertx(), vertx -> () -> Future.succeededFuture(opened)),
        port);
  }

  public int controlPort() {
    return controlPort;
  }

  public Future<Void> start() {
    return daemon.start();
  }

  Future<Void> stop() {
    stopped = true;
    return daemon.stop();
  }

  int exitCode() {
    return daemon.exitCode();
  }

  public void close() throws Exception {
    if (!stopped) {
      stop().await(10, TimeUnit.SECONDS);
    }
  }

  public static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
