package io.damocles.manager;

import io.damocles.config.ManagerConfig;
import io.damocles.wire.StoreBasicInfo;
import io.damocles.wire.StoreDetailedInfo;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The configured persist stores by name. */
public final class StoreCatalog {
  private static final Logger log = LoggerFactory.getLogger(StoreCatalog.class);
  private static final double PERCENT = 100.0;

  private volatile Map<String, ManagerConfig.Store> stores = Map.of();

  StoreCatalog(List<ManagerConfig.Store> stores) {
    replace(stores);
  }

  /** Takes these stores in place of those before. */
  void replace(List<ManagerConfig.Store> configured) {
    Map<String, ManagerConfig.Store> byName = new LinkedHashMap<>();
    configured.forEach(store -> byName.put(store.name(), store));
    stores = byName;
  }

  /** The store of that name, or nothing. */
  public Optional<StoreBasicInfo> find(String name) {
    return Optional.ofNullable(stores.get(name)).map(StoreCatalog::basic);
  }

  /**
   * All stores with their file systems' figures; a store that cannot be asked shows zeros. Blocks.
   */
  public List<StoreDetailedInfo> details() {
    return stores.values().stream().map(StoreCatalog::detailed).toList();
  }

  /** Tells of stores that are not there; they may come later, so nothing stops for them. Blocks. */
  void tellProblems() {
    for (ManagerConfig.Store store : stores.values()) {
      if (!Files.exists(store.path())) {
        log.error("store={} path={} does not exist", store.name(), store.path());
      } else if (!Files.isDirectory(store.path())) {
        log.error("store={} path={} is a file, expected a folder", store.name(), store.path());
      }
    }
  }

  private static StoreBasicInfo basic(ManagerConfig.Store store) {
    return new StoreBasicInfo(
        store.name(),
        store.path().toString(),
        store.strict(),
        store.readOnly(),
        store.weight(),
        meta(store));
  }

  private static StoreDetailedInfo detailed(ManagerConfig.Store store) {
    String type = "";
    long total = 0;
    long free = 0;
    try {
      FileStore fileSystem = Files.getFileStore(store.path());
      type = fileSystem.type();
      total = fileSystem.getTotalSpace();
      free = fileSystem.getUsableSpace();
    } catch (IOException e) {
      log.warn("store={} path={} cannot be asked: {}", store.name(), store.path(), e.toString());
    }
    long used = total - free;
    return new StoreDetailedInfo(
        store.name(),
        store.path().toString(),
        store.strict(),
        store.readOnly(),
        store.weight(),
        meta(store),
        type,
        total,
        free,
        used,
        total == 0 ? 0 : used * PERCENT / total,
        0,
        List.of());
  }

  private static @Nullable Map<String, String> meta(ManagerConfig.Store store) {
    return store.meta().isEmpty() ? null : store.meta();
  }
}
