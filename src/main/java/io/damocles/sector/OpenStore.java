package io.damocles.sector;

import io.damocles.time.Timeline;
import io.vertx.core.Future;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A store with the way to its files and its latest listings. */
final class OpenStore {
  /** Listings are shared for so long: partitions are asked for in bursts, 3,000 at a restart. */
  private static final long LISTING_MILLIS = 30_000;

  private final SectorStore store;
  private final StoreLane lane;
  private final Timeline timeline;
  private final Map<SectorFolder, Listing> listings = new EnumMap<>(SectorFolder.class);

  OpenStore(SectorStore store, StoreLane lane, Timeline timeline) {
    this.store = store;
    this.lane = lane;
    this.timeline = timeline;
  }

  /** The same store with other rights of miners. */
  OpenStore with(SectorStore configured) {
    return configured.equals(store) ? this : new OpenStore(configured, lane, timeline);
  }

  private record Listing(long beganAt, Future<Void> done) {}

  SectorStore store() {
    return store;
  }

  String name() {
    return store.name();
  }

  StoreLane lane() {
    return lane;
  }

  /** A listing of that folder that is under way or not old, else a new one. */
  Future<Void> listing(SectorFolder folder, Supplier<Future<Void>> begin) {
    long now = timeline.now().steady();
    synchronized (listings) {
      @Nullable Listing latest = listings.get(folder);
      if (latest != null
          && !latest.done().failed()
          && (!latest.done().isComplete() || now - latest.beganAt() < LISTING_MILLIS)) {
        return latest.done();
      }
      Listing begun = new Listing(now, begin.get());
      listings.put(folder, begun);
      return begun.done();
    }
  }
}
