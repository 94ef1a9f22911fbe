package io.damocles.poster.winning;

import io.damocles.prover.ProverException;
import io.damocles.prover.Replica;
import io.damocles.sector.CheckRules;
import io.damocles.sector.SectorFinder;
import io.damocles.sector.SectorFinding;
import io.damocles.sector.SectorPaths;
import io.damocles.sector.SectorQuery;
import io.damocles.sector.SectorStores;
import io.vertx.core.Future;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The files of drawn sectors. */
final class SectorFiles {
  private static final Duration BUDGET = Duration.ofSeconds(3);

  private final SectorFinder finder;
  private final Function<String, Optional<Path>> stores;

  /**
   * @param stores the root of a store by its name
   */
  SectorFiles(SectorFinder finder, Function<String, Optional<Path>> stores) {
    this.finder = finder;
    this.stores = stores;
  }

  /**
   * Finds them; a sector that is known and looks bad is found too, for reading it says best whether
   * it is.
   *
   * @param anew whether to look even where it was seen minutes ago
   */
  Future<Replica> of(WinningTask task, boolean anew) {
    SectorQuery query = new SectorQuery(task.sector(), task.upgrade(), task.commR());
    return finder
        .find(task.type(), task.miner(), List.of(query), new CheckRules(false, BUDGET, anew))
        .compose(
            findings -> {
              try {
                return Future.succeededFuture(replica(task, findings.get(0)));
              } catch (ProverException notFound) {
                return Future.failedFuture(notFound);
              }
            });
  }

  private Replica replica(WinningTask task, SectorFinding finding) throws ProverException {
    if (finding.stores().isEmpty()) {
      throw new ProverException(finding.fault().orElse("not found in any store"));
    }
    SectorStores names = finding.stores().get();
    SectorPaths paths =
        SectorPaths.of(
            root(names.cacheDir()),
            root(names.sealedFile()),
            task.miner(),
            task.sector(),
            task.upgrade());
    return new Replica(task.sector(), task.commR(), paths.cacheDir(), paths.sealedFile());
  }

  private Path root(String store) throws ProverException {
    return stores
        .apply(store)
        .orElseThrow(() -> new ProverException("store " + store + " is not configured"));
  }
}
