package io.damocles.config;

import io.damocles.config.ManagerConfig.Common;
import io.damocles.config.ManagerConfig.Native;
import io.damocles.config.ManagerConfig.Proving;
import io.damocles.config.ManagerConfig.WorkerProver;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads {@code sector-manager.cfg} as damocles does: keys in any case, unknown ones ignored. */
final class ManagerConfigReader {
  private static final String GO_DURATION = "a Go duration such as \"1m30s\"";
  private static final int MAX_CHECKS = 1 << 20;

  private final TomlTable root;
  private final Path home;
  private final Path file;
  private final List<String> warnings = new ArrayList<>();

  private ManagerConfigReader(TomlSource source, Path home) {
    this.root = TomlTable.root(source, TomlTable.Keys.ANY_CASE);
    this.file = source.file();
    this.home = home;
  }

  /** Reads; {@code home} is where the job table lies unless the file says otherwise. */
  static ManagerConfig read(TomlSource source, Path home) {
    return new ManagerConfigReader(source, home).config();
  }

  private ManagerConfig config() {
    var common = root.table("Common");
    return new ManagerConfig(
        file,
        new Common(
            ApiReader.api(common.table("API")),
            new ManagerStoreReader(common, warnings).stores(),
            new DatabaseReader(common, warnings).database(home),
            proving(common.table("Proving")),
            AccessReader.access(common.table("Access"))),
        new MinerReader(root, warnings).miners(),
        List.copyOf(warnings));
  }

  private static Proving proving(TomlTable proving) {
    return new Proving(
        proving
            .integer("ParallelCheckLimit", Integer.MIN_VALUE, MAX_CHECKS)
            .orElse(128L)
            .intValue(),
        timeout(proving, "SingleCheckTimeout", Duration.ofMinutes(10)),
        timeout(proving, "PartitionCheckTimeout", Duration.ofMinutes(20)),
        workerProver(proving.table("WorkerProver")),
        nativeProver(proving.table("Native")));
  }

  private static Optional<Duration> timeout(TomlTable proving, String key, Duration otherwise) {
    var timeout = proving.text(key, GO_DURATION, GoDuration::parse).orElse(otherwise);
    return Optional.of(timeout).filter(ManagerConfigReader::isPositive);
  }

  private static WorkerProver workerProver(TomlTable prover) {
    return new WorkerProver(
        prover.integer("JobMaxTry", 1, Integer.MAX_VALUE).orElse(2L).intValue(),
        positive(prover, "HeartbeatTimeout", Duration.ofSeconds(15)),
        positive(prover, "JobLifetime", Duration.ofHours(25)));
  }

  private static Duration positive(TomlTable table, String key, Duration otherwise) {
    return table
        .read(
            key,
            "a Go duration above zero such as \"15s\", or a number of nanoseconds",
            value -> {
              var duration = durationOrNanos(value);
              return isPositive(duration) ? duration : null;
            })
        .orElse(otherwise);
  }

  private static Duration durationOrNanos(Object value) {
    if (value instanceof String text) {
      return GoDuration.parse(text);
    }
    var whole = value instanceof Integer || value instanceof Long;
    return whole ? Duration.ofNanos(((Number) value).longValue()) : Duration.ZERO;
  }

  private static boolean isPositive(Duration duration) {
    return !duration.isNegative() && !duration.isZero();
  }

  private static Native nativeProver(TomlTable table) {
    var processors = Runtime.getRuntime().availableProcessors();
    return new Native(
        table.text("Library", "a path", UserPath::parse),
        table.text("ParameterDir", "a path", UserPath::parse),
        table.integer("VerifyThreads", 1, 1024).map(Long::intValue).orElse((processors + 1) / 2));
  }
}
