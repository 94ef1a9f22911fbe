package io.damocles.config;

import io.damocles.config.WorkerConfig.Metrics;
import io.damocles.config.WorkerConfig.SealingThread;
import io.damocles.config.WorkerConfig.Worker;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads damocles-worker's TOML: what its wdpost plan uses, and our extensions. */
final class WorkerConfigReader {
  static final String DURATION = "a duration such as \"15s\" or \"2h 30m\"";
  private static final String PLAN = "wdpost";

  private final TomlTable root;

  private WorkerConfigReader(TomlSource source) {
    this.root = TomlTable.root(source, TomlTable.Keys.EXACT);
  }

  static WorkerConfig read(TomlSource source) {
    return new WorkerConfigReader(source).config(source);
  }

  private WorkerConfig config(TomlSource source) {
    var worker = root.table("worker");
    var sectorManagers = new SectorManagerReader(root).managers();
    var threads = threads();
    return new WorkerConfig(
        source.file(),
        worker(worker),
        metrics(),
        sectorManagers,
        threads,
        new AttachedReader(root, worker, sectorManagers).attached(),
        new ProcessorsReader(root.table("processors")).processors(),
        warnings(source));
  }

  private static Worker worker(TomlTable worker) {
    var server = worker.table("rpc_server");
    return new Worker(
        worker.string("name").filter(name -> !name.isEmpty()),
        server.string("host").orElse("0.0.0.0"),
        server.integer("port", 0, 65_535).orElse(17_890L).intValue(),
        positive(worker, "ping_interval", Duration.ofSeconds(30)),
        worker.text("spool_dir", "a path", UserPath::parse),
        worker.text("library", "a path", UserPath::parse),
        worker.text("parameter_dir", "a path", UserPath::parse),
        duration(worker, "shutdown_timeout", Duration.ofMinutes(10)),
        worker
            .text("progress_timeout", DURATION, HumanDuration::parse)
            .filter(limit -> !limit.isZero()));
  }

  private Metrics metrics() {
    var metrics = root.table("metrics");
    var enabled = metrics.bool("enable", false);
    if (enabled) {
      metrics.idle("enable", "this worker serves no metrics; the manager's /metrics tells of it");
    }
    return new Metrics(
        enabled,
        metrics
            .text("http_listen", "an address such as \"0.0.0.0:9000\"", ListenAddress::parse)
            .orElse(new ListenAddress("0.0.0.0", 9_000)));
  }

  private List<SealingThread> threads() {
    var common = new SealingReader(root.table("sealing")).over(SealingReader.DEFAULTS);
    List<SealingThread> threads = new ArrayList<>();
    for (TomlTable thread : root.tables("sealing_thread").orElseThrow(this::noThread)) {
      threads.add(thread(thread, common));
    }
    if (threads.isEmpty()) {
      throw noThread();
    }
    return List.copyOf(threads);
  }

  private static SealingThread thread(TomlTable thread, WorkerConfig.Sealing common) {
    var plan = thread.string("plan").orElseThrow(() -> thread.missing("plan", "\"" + PLAN + "\""));
    if (!plan.equals(PLAN)) {
      throw thread.error("plan", "this worker runs no other plan than \"" + PLAN + "\"", null);
    }
    return new SealingThread(
        location(thread), new SealingReader(thread.table("sealing"), thread).over(common));
  }

  private static Optional<Path> location(TomlTable thread) {
    thread.idle("location", "the wdpost plan writes nothing there");
    return thread.text("location", "a path", UserPath::parse);
  }

  private ConfigException noThread() {
    return root.missing("sealing_thread", "at least one [[sealing_thread]] with plan = \"wdpost\"");
  }

  private List<String> warnings(TomlSource source) {
    List<String> warnings = new ArrayList<>();
    var unknown = root.unknown();
    if (!unknown.isEmpty()) {
      warnings.add(
          source.file() + ": these keys have no effect here: " + String.join(", ", unknown));
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
