package io.damocles.sector;

import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The stores as configured now, in their order. */
final class StoreSet {
  private final Map<String, OpenStore> byName = new LinkedHashMap<>();
  private final Map<String, Integer> ranks = new LinkedHashMap<>();

  StoreSet(List<OpenStore> stores) {
    stores.forEach(
        store -> {
          ranks.put(store.name(), ranks.size());
          byName.put(store.name(), store);
        });
  }

  Collection<OpenStore> all() {
    return byName.values();
  }

  Set<String> names() {
    return byName.keySet();
  }

  Optional<OpenStore> find(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  /**
   * Stores that are meant for the miner first. The others are looked into all the same: operators
   * deny a miner a full store, and the sectors that it holds must be proven none the less.
   */
  Comparator<String> orderFor(long miner) {
    return Comparator.<String>comparingInt(name -> isFor(name, miner) ? 0 : 1)
        .thenComparingInt(name -> ranks.getOrDefault(name, Integer.MAX_VALUE));
  }

  private boolean isFor(String name, long miner) {
    OpenStore open = byName.get(name);
    return open != null && open.store().isFor(miner);
  }
}
