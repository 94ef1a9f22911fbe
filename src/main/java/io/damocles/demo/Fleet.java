package io.damocles.demo;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** The processes of the demo: the chain, the manager and the workers. */
final class Fleet {
  static final String DEVNET = "devnet";
  static final String MANAGER = "manager";
  static final String BUILTIN = "builtin";
  static final String CHILD = "child";
  static final List<String> WORKERS = List.of(BUILTIN, CHILD);

  private static final long PATIENCE_NANOS = TimeUnit.MINUTES.toNanos(3);

  private final DemoOptions options;
  private final Path folder;
  private final Configurations configurations;
  private final int port;
  private final ManagerView manager;
  private final Map<String, Daemon> running = new LinkedHashMap<>();
  private final List<Daemon> killed = new ArrayList<>();

  /**
   * @param folder for everything that is written
   */
  Fleet(DemoOptions options, Path folder) throws IOException {
    this.options = options;
    this.folder = folder;
    this.configurations = new Configurations(folder, folder.resolve("devnet/stores"));
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      this.port = socket.getLocalPort();
    }
    this.manager = new ManagerView(port);
  }

  ManagerView manager() {
    return manager;
  }

  int port() {
    return port;
  }

  /**
   * Starts the chain, and waits until it serves; before that it seals sectors.
   *
   * @param progress takes what it says meanwhile
   */
  ChainView startChain(Consumer<String> progress) throws IOException {
    Path home = folder.resolve(DEVNET);
    Path address = home.resolve("address");
    Daemon devnet = start(DEVNET, options.devnet(command(DEVNET), home));
    await(
        DEVNET,
        () -> {
          progress.accept(devnet.lastLine());
          return Files.exists(address) && !Files.readString(address).isBlank();
        });
    return ChainView.of(home);
  }

  /** Writes the manager's configuration for that chain. */
  void configure(ChainView chain) throws IOException {
    Files.writeString(
        folder.resolve("sector-manager.cfg"),
        configurations.manager(chain.address(), chain.token(), options.heartbeatTimeout()));
  }

  /** Starts the manager, or starts it again; does not wait until it serves. */
  void startManager() throws IOException {
    start(
        MANAGER,
        List.of(
            command("damocles-manager"),
            "--home",
            folder.toString(),
            "daemon",
            "run",
            "--poster",
            "--worker-prover",
            "--listen",
            "127.0.0.1:" + port));
  }

  /** Starts a worker, or starts it again; does not wait until it asks for jobs. */
  void startWorker(String name) throws IOException {
    Path file = folder.resolve(name + ".toml");
    Files.writeString(file, configurations.worker(name, port, name.equals(CHILD)));
    start(name, List.of(command("damocles-worker"), "daemon", "-c", file.toString()));
  }

  /** Ends a daemon with SIGKILL. */
  void kill(String name) {
    Daemon daemon = running.remove(name);
    if (daemon != null) {
      daemon.kill();
      killed.add(daemon);
    }
  }

  boolean isAlive(String name) {
    Daemon daemon = running.get(name);
    return daemon != null && daemon.isAlive();
  }

  /** Fails if a daemon has ended by itself. */
  void check() throws IOException {
    for (Daemon daemon : running.values()) {
      daemon.check();
    }
  }

  /** Stops all, those that need others first. */
  void stop() {
    List<Daemon> all = new ArrayList<>(killed);
    all.addAll(running.values());
    all.forEach(Daemon::askToStop);
    for (int i = all.size() - 1; i >= 0; i--) {
      all.get(i).stop();
    }
  }

  /** What the operators' command says about all jobs. */
  String list() throws IOException, InterruptedException {
    return Command.run(
        List.of(
            command("damocles-manager"),
            "util",
            "--listen",
            "127.0.0.1:" + port,
            "worker",
            "wdpost",
            "list",
            "--all"));
  }

  private interface Condition {
    boolean holds() throws IOException;
  }

  private void await(String name, Condition condition) throws IOException {
    long begin = System.nanoTime();
    while (!condition.holds()) {
      check();
      if (System.nanoTime() - begin > PATIENCE_NANOS) {
        throw new DemoException(name + " is not ready after 3 minutes");
      }
      Pause.millis(50);
    }
  }

  private Daemon start(String name, List<String> line) throws IOException {
    Daemon daemon = Daemon.start(name, folder, environment(), line);
    running.put(name, daemon);
    return daemon;
  }

  private Map<String, String> environment() {
    String parameters = options.parameters().toString();
    return Map.of(
        "FIL_PROOFS_PARAMETER_CACHE",
        parameters,
        "DEVNET_PARAMS",
        parameters,
        "DAMOCLES_NO_BUILD",
        "1");
  }

  private String command(String name) {
    return options.bin().resolve(name).toString();
  }
}
