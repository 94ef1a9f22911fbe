package io.damocles.config;

import io.damocles.config.WorkerConfig.Attached;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code [[attached]]} and what {@code worker.scan_persist_stores} finds. */
final class AttachedReader {
  private static final String OLD_SCAN_KEY = "ScanPersistStores";

  private final TomlTable root;
  private final TomlTable worker;
  private final Map<String, Attached> byName = new LinkedHashMap<>();

  AttachedReader(TomlTable root, TomlTable worker) {
    this.root = root;
    this.worker = worker;
  }

  /** At least one store; names are unique. */
  List<Attached> attached() {
    root.tables("attached").orElse(List.of()).forEach(this::addConfigured);
    var key = worker.has(OLD_SCAN_KEY) ? OLD_SCAN_KEY : "scan_persist_stores";
    SectorStoreFile.scan(worker.strings(key)).forEach(this::addScanned);
    if (byName.isEmpty()) {
      throw root.missing("attached", "at least one [[attached]] with name and location");
    }
    return List.copyOf(byName.values());
  }

  private void addConfigured(TomlTable table) {
    var location =
        table
            .text("location", "a path", UserPath::parse)
            .orElseThrow(() -> table.missing("location", "the folder of a store"));
    if (!Files.isDirectory(location)) {
      throw table.error(
          "location", Files.exists(location) ? "is a file, not a folder" : "no such folder", null);
    }
    var real = real(location);
    add(
        table,
        "name",
        new Attached(
            table.string("name").orElse(real.toString()), real, table.bool("readonly", false)));
  }

  private void addScanned(Path folder) {
    var table = SectorStoreFile.read(folder);
    add(
        table,
        "Name",
        new Attached(
            SectorStoreFile.name(table, folder), real(folder), table.bool("ReadOnly", false)));
  }

  private void add(TomlTable table, String key, Attached store) {
    var other = byName.putIfAbsent(store.name(), store);
    if (other != null) {
      throw table.error(
          key, "duplicate persist name: " + store.name() + ", also at " + other.location(), null);
    }
  }

  private static Path real(Path folder) {
    try {
      return folder.toRealPath();
    } catch (IOException failure) {
      throw new ConfigException(folder + ": cannot be read: " + failure.getMessage(), failure);
    }
  }
}
