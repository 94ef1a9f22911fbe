package io.damocles.config;

import io.damocles.config.WorkerConfig.Metrics;
import io.damocles.config.WorkerConfig.Worker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Reads damocles-worker's TOML: what its wdpost plan uses, and our extensions. */
final class WorkerConfigReader {
  static final String DURATION = "a duration such as \"15s\" or \"2h 30m\"";
  static final String OTHER_PLANS = "only other plans than \"wdpost\" use it";

  private final TomlTable root;

  private WorkerConfigReader(TomlSource source) {
    this.root = TomlTable.root(source, TomlTable.Keys.EXACT);
  }

  static WorkerConfig read(TomlSource source) {
    return new WorkerConfigReader(source).config(source);
  }

  /** Where the worker of that file answers; the rest of the file is not looked at. */
  static ListenAddress rpcServer(TomlSource source) {
    return rpcServer(TomlTable.root(source, TomlTable.Keys.EXACT).table("worker"));
  }

  private WorkerConfig config(TomlSource source) {
    var worker = root.table("worker");
    var sectorManagers = new SectorManagerReader(root).managers();
    var threads = new ThreadsReader(root).threads();
    return new WorkerConfig(
        source.file(),
        worker(worker),
        metrics(),
        sectorManagers,
        threads,
        new AttachedReader(root, worker, sectorManagers).attached(),
        new ProcessorsReader(root.table("processors")).processors(),
        warnings(root));
  }

  private static Worker worker(TomlTable worker) {
    worker.idle(List.of("local_pieces_dir", "local_pieces_dirs"), OTHER_PLANS);
    var server = rpcServer(worker);
    return new Worker(
        worker.string("name").filter(name -> !name.isEmpty()),
        server.host(),
        server.port(),
        positive(worker, "ping_interval", Duration.ofSeconds(30)),
        worker.text("spool_dir", "a path", UserPath::parse),
        worker.text("library", "a path", UserPath::parse),
        worker.text("parameter_dir", "a path", UserPath::parse),
        duration(worker, "shutdown_timeout", Duration.ofMinutes(10)),
        worker
            .text("progress_timeout", DURATION, HumanDuration::parse)
            .filter(limit -> !limit.isZero()));
  }

  private static ListenAddress rpcServer(TomlTable worker) {
    var server = worker.table("rpc_server");
    return new ListenAddress(
        server.string("host").orElse("0.0.0.0"),
        server.integer("port", 0, 65_535).orElse(17_890L).intValue());
  }

  private Metrics metrics() {
    var metrics = root.table("metrics");
    return new Metrics(
        metrics.bool("enable", false),
        metrics
            .text("http_listen", "an address such as \"0.0.0.0:9000\"", ListenAddress::parse)
            .orElse(new ListenAddress("0.0.0.0", 9_000)));
  }

  /** What to tell of keys that have no effect, of this table and those below. */
  static List<String> warnings(TomlTable root) {
    List<String> warnings = new ArrayList<>();
    for (String key : root.unknown()) {
      warnings.add(root.place(key) + " has no effect: this worker knows no such key");
    }
    warnings.addAll(root.idle());
    return List.copyOf(warnings);
  }

  static Duration duration(TomlTable table, String key, Duration otherwise) {
    return table.text(key, DURATION, HumanDuration::parse).orElse(otherwise);
  }

  static Duration positive(TomlTable table, String key, Duration otherwise) {
    var duration = duration(table, key, otherwise);
    if (duration.isZero()) {
      throw table.error(key, "expected " + DURATION + ", above zero", null);
    }
    return duration;
  }
}
