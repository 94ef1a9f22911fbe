package io.damocles.demo;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The manager and the workers of the demo: their configuration files and their processes. */
final class Fleet {
  static final String BUILTIN = "builtin";
  static final String CHILD = "child";

  /** Short, so that the demo is; workers beat every 3 s. */
  static final Duration HEARTBEAT_TIMEOUT = Duration.ofSeconds(5);

  private static final long START_NANOS = 60_000_000_000L;

  private final Path bin;
  private final Path folder;
  private final Path parameters;
  private final Sectors sectors;
  private final int port;
  private final Map<String, Daemon> running = new LinkedHashMap<>();

  /**
   * @param bin the commands
   * @param folder for everything that is written
   * @param parameters of the proofs
   */
  Fleet(Path bin, Path folder, Path parameters, Sectors sectors) throws IOException {
    this.bin = bin;
    this.folder = folder;
    this.parameters = parameters;
    this.sectors = sectors;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      this.port = socket.getLocalPort();
    }
  }

  int port() {
    return port;
  }

  /** Where the logs are. */
  Path logs() {
    return folder;
  }

  /** Starts the manager and waits until it serves. */
  void startManager(ManagerView view) throws IOException {
    Files.writeString(folder.resolve("sector-manager.cfg"), managerConfig());
    start(
        "manager",
        List.of(
            command("damocles-manager"),
            "--home",
            folder.toString(),
            "daemon",
            "run",
            "--worker-prover",
            "--listen",
            "127.0.0.1:" + port));
    long begin = System.nanoTime();
    while (!view.isHealthy()) {
      check("manager");
      if (System.nanoTime() - begin > START_NANOS) {
        throw new DemoException("the manager does not answer on port " + port);
      }
      Pause.millis(50);
    }
  }

  /** Starts a worker, or starts it again. */
  void startWorker(String name) throws IOException {
    Path file = folder.resolve(name + ".toml");
    Files.writeString(file, workerConfig(name));
    start(name, List.of(command("damocles-worker"), "daemon", "-c", file.toString()));
  }

  /** Ends a daemon with SIGKILL. */
  void kill(String name) {
    Daemon daemon = running.get(name);
    if (daemon != null) {
      daemon.kill();
    }
  }

  boolean isAlive(String name) {
    Daemon daemon = running.get(name);
    return daemon != null && daemon.isAlive();
  }

  /** Fails if the daemon has ended by itself. */
  void check(String name) throws IOException {
    Daemon daemon = running.get(name);
    if (daemon != null) {
      daemon.check();
    }
  }

  /** Stops all, workers first. */
  void stop() {
    List<Daemon> all = new ArrayList<>(running.values());
    for (int i = all.size() - 1; i >= 0; i--) {
      all.get(i).stop();
    }
  }

  /** The command line that operators use on this manager. */
  List<String> wdpost(String... arguments) {
    List<String> line = new ArrayList<>();
    line.addAll(
        List.of(
            command("damocles-manager"),
            "util",
            "--listen",
            "127.0.0.1:" + port,
            "worker",
            "wdpost"));
    line.addAll(List.of(arguments));
    return line;
  }

  private void start(String name, List<String> line) throws IOException {
    running.put(name, Daemon.start(name, folder, environment(), line));
  }

  private Map<String, String> environment() {
    return Map.of("FIL_PROOFS_PARAMETER_CACHE", parameters.toString(), "DAMOCLES_NO_BUILD", "1");
  }

  private String command(String name) {
    return bin.resolve(name).toString();
  }

  private String managerConfig() {
    StringBuilder config = new StringBuilder();
    for (String store : Sectors.STORES) {
      config.append(
          """
          [[Common.PersistStores]]
          Name = "%s"
          Path = "%s"
          """
              .formatted(store, sectors.store(store)));
    }
    return config
        .append(
            """
            [Common.Proving.WorkerProver]
            HeartbeatTimeout = "%ds"
            """
                .formatted(HEARTBEAT_TIMEOUT.toSeconds()))
        .toString();
  }

  private String workerConfig(String name) {
    StringBuilder config =
        new StringBuilder(
            """
            [worker]
            name = "%s"
            spool_dir = "%s"
            rpc_server.host = "127.0.0.1"
            rpc_server.port = 0
            [sector_manager]
            rpc_client.addr = "http://127.0.0.1:%d"
            [sealing]
            allowed_sizes = ["2KiB"]
            recover_interval = "1s"
            seal_interval = "1s"
            [[sealing_thread]]
            plan = "wdpost"
            """
                .formatted(name, folder.resolve("spool-" + name), port));
    for (String store : Sectors.STORES) {
      config.append("[[attached]]\nname = \"%s\"\n".formatted(store));
      config.append("location = \"%s\"\n".formatted(sectors.store(store)));
    }
    config.append("[processors.limitation.concurrent]\nwindow_post = 1\n");
    if (name.equals(CHILD)) {
      config.append("[[processors.window_post]]\nconcurrent = 1\nstable_wait = \"60s\"\n");
    }
    return config.toString();
  }
}
