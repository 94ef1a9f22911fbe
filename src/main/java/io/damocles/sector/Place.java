package io.damocles.sector;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The stores in which a sector was seen; more than one if it was copied.
 *
 * @param sealed names of stores with its replica, in any order
 * @param cache names of stores with its cache folder, in any order
 */
record Place(List<String> sealed, List<String> cache) {
  static final Place NOWHERE = new Place(List.of(), List.of());

  /** The same place and one more store. */
  Place plus(String store, boolean isCache) {
    List<String> before = isCache ? cache : sealed;
    if (before.contains(store)) {
      return this;
    }
    List<String> after = new ArrayList<>(before);
    after.add(store);
    return isCache ? new Place(sealed, List.copyOf(after)) : new Place(List.copyOf(after), cache);
  }

  /**
   * Where to read the sector, the best first: both parts in one store before parts in two.
   *
   * @param order of stores
   */
  List<SectorStores> candidates(Comparator<String> order) {
    List<String> replicas = sealed.stream().sorted(order).toList();
    List<String> caches = cache.stream().sorted(order).toList();
    List<SectorStores> together = new ArrayList<>();
    List<SectorStores> apart = new ArrayList<>();
    for (String replica : replicas) {
      for (String folder : caches) {
        (replica.equals(folder) ? together : apart).add(new SectorStores(replica, folder));
      }
    }
    together.addAll(apart);
    return together;
  }
}
