package io.damocles.sector;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The attached stores: the roots by the names that the manager knows. */
public final class Stores {
  private final Map<String, Path> roots;

  public Stores(Map<String, Path> roots) {
    this.roots = new TreeMap<>(roots);
  }

  public Optional<Path> root(String name) {
    return Optional.ofNullable(roots.get(name));
  }

  /** All names, sorted. */
  public List<String> names() {
    return List.copyOf(roots.keySet());
  }
}
