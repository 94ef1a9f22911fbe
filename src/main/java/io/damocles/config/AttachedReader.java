package io.damocles.config;

import io.damocles.config.WorkerConfig.Attached;
import io.damocles.config.WorkerConfig.SectorManager;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code [[attached]]} and what {@code worker.scan_persist_stores} finds. */
final class AttachedReader {
  private static final String OLD_SCAN_KEY = "ScanPersistStores";

  private final TomlTable root;
  private final TomlTable worker;
  private final List<String> managers;
  private final List<Attached> attached = new ArrayList<>();

  AttachedReader(TomlTable root, TomlTable worker, List<SectorManager> managers) {
    this.root = root;
    this.worker = worker;
    this.managers = managers.stream().map(SectorManager::name).toList();
  }

  /** At least one store; no manager has two of one name. */
  List<Attached> attached() {
    root.tables("attached").orElse(List.of()).forEach(this::addConfigured);
    var key = worker.has(OLD_SCAN_KEY) ? OLD_SCAN_KEY : "scan_persist_stores";
    SectorStoreFile.scan(worker.strings(key)).forEach(this::addScanned);
    if (attached.isEmpty()) {
      throw root.missing("attached", "at least one [[attached]] with name and location");
    }
    return List.copyOf(attached);
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
            table.string("name").orElse(real.toString()),
            real,
            table.bool("readonly", false),
            table.read("manager", "one of " + managers, this::manager)));
  }

  private void addScanned(Path folder) {
    var table = SectorStoreFile.read(folder);
    add(
        table,
        "Name",
        new Attached(
            SectorStoreFile.name(table, folder),
            real(folder),
            table.bool("ReadOnly", false),
            Optional.empty()));
  }

  private @Nullable String manager(Object value) {
    return value instanceof String name && managers.contains(name) ? name : null;
  }

  private void add(TomlTable table, String key, Attached store) {
    for (Attached other : attached) {
      if (other.name().equals(store.name()) && share(other.manager(), store.manager())) {
        throw table.error(
            key, "duplicate persist name: " + store.name() + ", also at " + other.location(), null);
      }
    }
    attached.add(store);
  }

  private static boolean share(Optional<String> one, Optional<String> other) {
    return one.isEmpty() || other.isEmpty() || one.equals(other);
  }

  private static Path real(Path folder) {
    try {
      return folder.toRealPath();
    } catch (IOException failure) {
      throw new ConfigException(folder + ": cannot be read: " + failure.getMessage(), failure);
    }
  }
}
