package io.damocles.sector;

import io.vertx.core.Future;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Looks for sectors in all stores and writes what it sees into the book. */
final class SectorScan {
  /**
   * From so many sectors on a folder is listed rather than asked for each of them: a network file
   * system tells about a hundred names with each answer.
   */
  static final int FEW = 32;

  private static final int NAMES_BETWEEN_SIGNS = 1024;

  private final StoreFiles files;
  private final PlaceBook book;
  private final Duration limit;

  /**
   * @param limit how long a store may be silent
   */
  SectorScan(StoreFiles files, PlaceBook book, Duration limit) {
    this.files = files;
    this.book = book;
    this.limit = limit;
  }

  /** A store that was asked; {@code problem} says why it has no answer. */
  record Asked(String store, Optional<String> problem) {}

  /** Looks for the sectors in every store; a store that cannot be asked fails nothing. */
  Future<List<Asked>> look(
      StoreSet stores, long miner, boolean upgrade, List<Long> numbers, BooleanSupplier wanted) {
    List<Future<Asked>> asked = new ArrayList<>();
    for (OpenStore store : stores.all()) {
      asked.add(ask(store, miner, upgrade, numbers, wanted));
    }
    return Future.join(asked).map(all -> asked.stream().map(Future::result).toList());
  }

  private Future<Asked> ask(
      OpenStore store, long miner, boolean upgrade, List<Long> numbers, BooleanSupplier wanted) {
    return Future.join(
            look(store, SectorFolder.ofReplicas(upgrade), miner, numbers, wanted),
            look(store, SectorFolder.ofCaches(upgrade), miner, numbers, wanted))
        .map(done -> new Asked(store.name(), Optional.empty()))
        .otherwise(
            failure -> new Asked(store.name(), Optional.of(String.valueOf(failure.getMessage()))));
  }

  private Future<Void> look(
      OpenStore store,
      SectorFolder folder,
      long miner,
      List<Long> numbers,
      BooleanSupplier wanted) {
    if (numbers.size() > FEW) {
      return store.listing(folder, () -> list(store, folder));
    }
    return store
        .lane()
        .run(
            limit,
            wanted,
            alive -> {
              lookForEach(store, folder, miner, numbers, alive);
              return true;
            })
        .mapEmpty();
  }

  private void lookForEach(
      OpenStore store, SectorFolder folder, long miner, List<Long> numbers, Runnable alive)
      throws IOException {
    Path root = store.store().path();
    boolean found = false;
    for (long number : numbers) {
      SectorName name = new SectorName(miner, number);
      if (files.exists(root.resolve(folder.folder()).resolve(name.toString()))) {
        book.saw(folder, name, store.name());
        found = true;
      }
      alive.run();
    }
    if (!found) {
      expectRoot(root);
    }
  }

  private Future<Void> list(OpenStore store, SectorFolder folder) {
    return store
        .lane()
        .run(
            limit,
            () -> true,
            alive -> {
              listNow(store, folder, alive);
              return true;
            })
        .mapEmpty();
  }

  private void listNow(OpenStore store, SectorFolder folder, Runnable alive) throws IOException {
    Path root = store.store().path();
    int[] seen = new int[1];
    try {
      files.list(
          root.resolve(folder.folder()),
          name -> {
            SectorName.parse(name).ifPresent(sector -> book.saw(folder, sector, store.name()));
            if (seen[0]++ % NAMES_BETWEEN_SIGNS == 0) {
              alive.run();
            }
          });
    } catch (NoSuchFileException e) {
      expectRoot(root);
    }
  }

  private void expectRoot(Path root) throws IOException {
    if (!files.exists(root)) {
      throw new IOException(root + " does not exist");
    }
  }
}
