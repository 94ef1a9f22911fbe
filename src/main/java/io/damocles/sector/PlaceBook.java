package io.damocles.sector;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Remembers where sectors are and when they were found good; about 100 bytes a sector. Times are
 * steady milliseconds.
 */
final class PlaceBook {
  private static final long NEVER = Long.MIN_VALUE;

  private final Map<Shelf, Map<Long, Known>> shelves = new ConcurrentHashMap<>();

  /** Few different places hold millions of sectors: each is kept once. */
  private final Map<Place, Place> places = new ConcurrentHashMap<>();

  private record Shelf(long miner, boolean upgrade) {}

  /** What is known of a sector. */
  private record Known(Place place, @Nullable SectorStores good, long goodAt, long strictAt) {}

  /** The sector's file or folder was seen in a store. */
  void saw(SectorFolder folder, SectorName name, String store) {
    shelf(name.miner(), folder.isUpgrade())
        .compute(name.number(), (number, known) -> with(known, folder, store));
  }

  /** The sector was found good where it is. */
  void foundGood(
      long miner, boolean upgrade, long number, SectorStores stores, boolean strict, long now) {
    shelf(miner, upgrade)
        .computeIfPresent(
            number,
            (same, known) ->
                new Known(known.place(), stores, now, strict ? now : known.strictAt()));
  }

  /** The sector is not as good as it was. */
  void foundBad(long miner, boolean upgrade, long number) {
    shelf(miner, upgrade)
        .computeIfPresent(number, (same, known) -> new Known(known.place(), null, NEVER, NEVER));
  }

  /** Nothing is known of the sector any more. */
  void forget(long miner, boolean upgrade, long number) {
    shelf(miner, upgrade).remove(number);
  }

  /** Where the sector was seen. */
  Place place(long miner, boolean upgrade, long number) {
    Known known = shelf(miner, upgrade).get(number);
    return known == null ? Place.NOWHERE : known.place();
  }

  /** Where the sector was found good at that time or later; null if it was not. */
  @Nullable SectorStores goodSince(
      long miner, boolean upgrade, long number, boolean strict, long since) {
    Known known = shelf(miner, upgrade).get(number);
    if (known == null || (strict ? known.strictAt() : known.goodAt()) < since) {
      return null;
    }
    return known.good();
  }

  /** Forgets what lies in other stores than these. */
  void keepOnly(Set<String> stores) {
    for (Map<Long, Known> shelf : shelves.values()) {
      shelf
          .values()
          .removeIf(
              known ->
                  !stores.containsAll(known.place().sealed())
                      || !stores.containsAll(known.place().cache()));
    }
    places.clear();
  }

  private Map<Long, Known> shelf(long miner, boolean upgrade) {
    return shelves.computeIfAbsent(new Shelf(miner, upgrade), shelf -> new ConcurrentHashMap<>());
  }

  private Known with(@Nullable Known known, SectorFolder folder, String store) {
    Place before = known == null ? Place.NOWHERE : known.place();
    Place after = before.plus(store, folder.isCache());
    if (known != null && after.equals(before)) {
      return known;
    }
    Place kept = places.computeIfAbsent(after, place -> place);
    return known == null
        ? new Known(kept, null, NEVER, NEVER)
        : new Known(kept, known.good(), known.goodAt(), known.strictAt());
  }
}
