package io.damocles.sector;

import io.damocles.prover.ProofType;
import io.damocles.prover.Replica;
import io.vertx.core.Future;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Checks one sector in one place, on the lanes of its stores. */
final class SectorCheck {
  private final StoreFiles files;
  private final Optional<ChallengeReader> challenges;
  private final Duration fileLimit;
  private final Duration readLimit;

  /**
   * @param challenges reads sectors for strict checks; without it they only look at files
   * @param fileLimit how long one look at a file may take
   * @param readLimit how long the reading of a challenge may take
   */
  SectorCheck(
      StoreFiles files,
      Optional<ChallengeReader> challenges,
      Duration fileLimit,
      Duration readLimit) {
    this.files = files;
    this.challenges = challenges;
    this.fileLimit = fileLimit;
    this.readLimit = readLimit;
  }

  /** One sector in one place. */
  record Target(
      ProofType type,
      SectorQuery query,
      OpenStore sealed,
      OpenStore cache,
      Path sealedFile,
      Path cacheDir) {

    static Target of(
        ProofType type, long miner, SectorQuery query, OpenStore sealed, OpenStore cache) {
      SectorPaths paths =
          SectorPaths.of(
              cache.store().path(), sealed.store().path(), miner, query.number(), query.upgrade());
      return new Target(type, query, sealed, cache, paths.sealedFile(), paths.cacheDir());
    }

    Replica replica() {
      return new Replica(query.number(), query.commR(), cacheDir, sealedFile);
    }
  }

  /** Looks at the files and, if asked for, reads a challenge; never fails. */
  Future<Verdict> check(Target target, boolean strict, BooleanSupplier wanted) {
    return files(target, wanted)
        .compose(
            verdict ->
                verdict.isGood() && strict && challenges.isPresent()
                    ? read(target, challenges.get(), wanted)
                    : Future.succeededFuture(verdict))
        .otherwise(failure -> Verdict.unchecked(String.valueOf(failure.getMessage())));
  }

  private Future<Verdict> files(Target target, BooleanSupplier wanted) {
    SectorFiles look = new SectorFiles(files, target.type());
    if (target.sealed() == target.cache()) {
      return on(target.sealed(), wanted, alive -> both(look, target, alive));
    }
    return on(target.sealed(), wanted, alive -> look.sealed(target.sealedFile()))
        .compose(
            replica ->
                replica.isGood()
                    ? on(target.cache(), wanted, alive -> look.cache(target.cacheDir(), alive))
                    : Future.succeededFuture(replica));
  }

  private static Verdict both(SectorFiles look, Target target, Runnable alive) {
    Verdict replica = look.sealed(target.sealedFile());
    alive.run();
    return replica.isGood() ? look.cache(target.cacheDir(), alive) : replica;
  }

  private Future<Verdict> on(
      OpenStore store, BooleanSupplier wanted, StoreLane.Work<Verdict> work) {
    return store.lane().run(fileLimit, wanted, work);
  }

  private Future<Verdict> read(Target target, ChallengeReader reader, BooleanSupplier wanted) {
    StoreLane lane = target.sealed().lane();
    return lane.run(readLimit, wanted, alive -> readNow(target, reader));
  }

  private static Verdict readNow(Target target, ChallengeReader reader)
      throws SectorUnreadException {
    return reader.read(target.type(), target.replica()).map(Verdict::bad).orElse(Verdict.GOOD);
  }
}
