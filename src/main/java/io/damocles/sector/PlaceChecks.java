package io.damocles.sector;

import io.damocles.prover.ProofType;
import io.vertx.core.Future;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Checks a miner's sectors wherever they were seen, the best place first, until one is good. */
final class PlaceChecks {
  private final StoreSet stores;
  private final PlaceBook book;
  private final SectorCheck check;
  private final ProofType type;
  private final long miner;
  private final boolean strict;
  private final Comparator<String> order;

  PlaceChecks(
      StoreSet stores,
      PlaceBook book,
      SectorCheck check,
      ProofType type,
      long miner,
      boolean strict) {
    this.stores = stores;
    this.book = book;
    this.check = check;
    this.type = type;
    this.miner = miner;
    this.strict = strict;
    this.order = stores.orderFor(miner);
  }

  /**
   * What came of a sector: the first good place, else one of which nothing is known, else a bad
   * one.
   */
  record Outcome(SectorStores stores, Verdict verdict) {
    boolean isMissing() {
      return verdict.kind() == Verdict.Kind.MISSING;
    }

    SectorFinding finding(long number) {
      return switch (verdict.kind()) {
        case GOOD -> SectorFinding.good(number, stores);
        case UNCHECKED -> SectorFinding.unchecked(number, stores);
        case MISSING, BAD -> SectorFinding.bad(number, Optional.of(stores), verdict.reason());
      };
    }
  }

  /** Where the sector was seen, the best place first. */
  List<SectorStores> places(SectorQuery query) {
    return book.place(miner, query.upgrade(), query.number()).candidates(order);
  }

  /** Checks the places in turn; at least one. */
  Future<Outcome> check(SectorQuery query, List<SectorStores> places, BooleanSupplier wanted) {
    SectorStores place = places.get(0);
    return checkOne(query, place, wanted)
        .map(verdict -> new Outcome(place, verdict))
        .compose(
            outcome ->
                outcome.verdict().isGood() || places.size() == 1
                    ? Future.succeededFuture(outcome)
                    : check(query, places.subList(1, places.size()), wanted)
                        .map(other -> better(outcome, other)));
  }

  private Future<Verdict> checkOne(SectorQuery query, SectorStores place, BooleanSupplier wanted) {
    Optional<OpenStore> sealed = stores.find(place.sealedFile());
    Optional<OpenStore> cache = stores.find(place.cacheDir());
    if (sealed.isEmpty() || cache.isEmpty()) {
      return Future.succeededFuture(Verdict.missing("its store is configured no more"));
    }
    return check.check(
        SectorCheck.Target.of(type, miner, query, sealed.get(), cache.get()), strict, wanted);
  }

  private static Outcome better(Outcome first, Outcome other) {
    boolean prefersOther =
        other.verdict().isGood()
            || (other.verdict().kind() == Verdict.Kind.UNCHECKED
                && first.verdict().kind() != Verdict.Kind.UNCHECKED);
    return prefersOther ? other : first;
  }
}
