package io.damocles.config;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** What the worker's TOML file says, with every default filled in and stores scanned. */
public record WorkerConfig(
    Path file,
    Worker worker,
    Metrics metrics,
    List<SectorManager> sectorManagers,
    List<SealingThread> threads,
    List<Attached> attached,
    Processors processors,
    List<String> warnings) {

  /**
   * Reads the file and opens nothing but the folders it names.
   *
   * @throws ConfigException if it cannot be used
   */
  public static WorkerConfig read(Path file) {
    return WorkerConfigReader.read(TomlParser.parse(file));
  }

  /**
   * Where the worker of that file answers {@code damocles-worker worker}; reads nothing else of it.
   *
   * @throws ConfigException if it cannot be used
   */
  public static ListenAddress controlAddress(Path file) {
    return WorkerConfigReader.rpcServer(TomlParser.parse(file)).reachable();
  }

  /** {@code [worker]}; without a name the worker takes its address towards the manager. */
  public record Worker(
      Optional<String> name,
      String rpcHost,
      int rpcPort,
      Duration pingInterval,
      Optional<Path> spoolDir,
      Optional<Path> library,
      Optional<Path> parameterDir,
      Duration shutdownTimeout,
      Optional<Duration> progressTimeout) {

    /** Where finished proofs wait for the manager, for a worker of that name. */
    public Path spoolDirectory(String workerName) {
      return spoolDir.orElseGet(
          () -> Path.of(System.getProperty("user.home"), ".damocles-worker", workerName));
    }
  }

  /** {@code [metrics]}; {@code listen} is {@code ip:port}. */
  public record Metrics(boolean enabled, ListenAddress listen) {}

  /**
   * {@code [sector_manager]}, or one of several: where a manager's JSON-RPC is.
   *
   * @param name for logs, and for stores that are this manager's only
   * @param rpc {@code http://host:port/rpc/v0}
   * @param headers of every call; damocles reads them and sends none
   * @param authorities PEM file of the certificates that TLS trusts, instead of the system's
   */
  public record SectorManager(
      String name, URI rpc, Map<String, String> headers, Optional<Path> authorities) {

    /** Without the headers: a token is among them. */
    @Override
    public String toString() {
      return "SectorManager[name=%s, rpc=%s, authorities=%s]".formatted(name, rpc, authorities);
    }
  }

  /**
   * One of {@code [[sealing_thread]]} with {@code plan = "wdpost"}: at most one job at a time.
   *
   * @param location absolute; may hold a {@link HotConfig}, and need not be there
   */
  public record SealingThread(Optional<Path> location, Sealing sealing) {}

  /**
   * {@code [sealing]} merged with {@code sealing.*} of the thread; empty lists allow everything.
   */
  public record Sealing(
      List<Long> allowedMiners,
      List<ByteSize> allowedSizes,
      Duration recoverInterval,
      Duration sealInterval,
      int maxRetries) {}

  /**
   * A store that the worker reads, by the name that the manager knows.
   *
   * @param manager the only manager whose store it is; absent: all of them
   */
  public record Attached(String name, Path location, boolean readOnly, Optional<String> manager) {}

  /** {@code [processors]}: limits of window_post, and children; none means the builtin prover. */
  public record Processors(
      OptionalInt windowPostLimit,
      Optional<Duration> windowPostStagger,
      Map<String, Integer> externalLocks,
      List<ExternalProcessor> windowPost) {}

  /** One of {@code [[processors.window_post]]}; without {@code bin} this program's own script. */
  public record ExternalProcessor(
      Optional<String> bin,
      List<String> args,
      Duration stableWait,
      Map<String, String> envs,
      boolean inheritEnvs,
      OptionalInt concurrent,
      List<String> locks,
      Optional<Cgroup> cgroup,
      OptionalInt numaPreferred,
      boolean autoRestart) {}

  /** {@code cgroup.*} of a child: the CPUs as a kernel list ({@code 0-7,16}) and the group. */
  public record Cgroup(String cpuset, String groupName) {}
}
