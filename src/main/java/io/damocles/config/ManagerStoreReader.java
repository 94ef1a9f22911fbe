package io.damocles.config;

import io.damocles.config.ManagerConfig.Store;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The manager's persist stores: those in the file, then those that a scan finds. */
final class ManagerStoreReader {
  private final TomlTable common;
  private final List<String> warnings;
  private final Map<String, Store> byName = new LinkedHashMap<>();

  ManagerStoreReader(TomlTable common, List<String> warnings) {
    this.common = common;
    this.warnings = warnings;
  }

  /** Names are unique: they are how manager and workers speak of a store. */
  List<Store> stores() {
    common.tables("PersistStores").orElse(List.of()).forEach(this::addConfigured);
    SectorStoreFile.scan(common.strings("ScanPersistStores")).forEach(this::addScanned);
    return List.copyOf(byName.values());
  }

  private void addConfigured(TomlTable table) {
    var name = table.string("Name").orElse("");
    var written = table.string("Path").orElse("");
    if (!written.isBlank()) {
      add(table, "Name", store(table, name.isEmpty() ? written : name, UserPath.parse(written)));
    } else if (name.isEmpty()) {
      warnings.add(table.place("Path") + " is missing: this entry is ignored");
    } else {
      throw table.missing("Path", "the folder of store \"" + name + "\"");
    }
  }

  private void addScanned(Path folder) {
    var table = SectorStoreFile.read(folder);
    var name = SectorStoreFile.name(table, folder);
    add(table, "Name", store(table, name, folder));
  }

  private void add(TomlTable table, String key, Store store) {
    var other = byName.putIfAbsent(store.name(), store);
    if (other != null) {
      throw table.error(
          key, "duplicate persist store name " + store.name() + ", also at " + other.path(), null);
    }
  }

  private static Store store(TomlTable table, String name, Path path) {
    return new Store(
        name,
        path,
        table.bool("Strict", false),
        table.bool("ReadOnly", false),
        table.integer("Weight", 0, Long.MAX_VALUE).orElse(0L),
        table.unsigneds("AllowMiners").orElse(List.of()),
        table.unsigneds("DenyMiners").orElse(List.of()),
        table.stringMap("Meta"));
  }
}
