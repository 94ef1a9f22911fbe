package io.damocles.worker;

import io.damocles.config.ConfigException;
import io.damocles.config.WorkerConfig.Attached;
import io.damocles.sector.Stores;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Opens the configured stores. */
final class AttachedStores {
  private AttachedStores() {}

  /** The stores that this manager knows. */
  static Stores open(List<Attached> attached, String manager) {
    return open(
        attached.stream()
            .filter(store -> store.manager().filter(only -> !only.equals(manager)).isEmpty())
            .toList());
  }

  /**
   * The stores with their real paths.
   *
   * @throws ConfigException naming the store that is missing, is no folder, or is there twice
   */
  static Stores open(List<Attached> attached) {
    Map<String, Path> roots = new TreeMap<>();
    for (Attached store : attached) {
      if (roots.putIfAbsent(store.name(), folder(store)) != null) {
        throw new ConfigException("attached: two stores are named " + store.name());
      }
    }
    if (roots.isEmpty()) {
      throw new ConfigException("attached: there is no store; expected at least one [[attached]]");
    }
    return new Stores(roots);
  }

  private static Path folder(Attached store) {
    if (!Files.exists(store.location())) {
      throw new ConfigException(said(store) + " does not exist");
    }
    if (!Files.isDirectory(store.location())) {
      throw new ConfigException(said(store) + " is not a folder");
    }
    try {
      return store.location().toRealPath();
    } catch (IOException e) {
      throw new ConfigException(said(store) + " cannot be opened: " + e.getMessage(), e);
    }
  }

  private static String said(Attached store) {
    return "attached: the location " + store.location() + " of store " + store.name();
  }
}
