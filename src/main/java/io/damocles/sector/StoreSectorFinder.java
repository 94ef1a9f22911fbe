package io.damocles.sector;

import io.damocles.prover.ProofType;
import io.damocles.sector.PlaceChecks.Outcome;
import io.damocles.time.Timeline;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Finds sectors by looking into the stores. Calls return at once; whatever touches a store runs on
 * threads of its own, and a store that hangs holds up nobody but its own sectors.
 */
public final class StoreSectorFinder implements SectorFinder, SectorLocator, AutoCloseable {
  /**
   * How long a sector that was found good counts as good: from a challenge to the opening of its
   * deadline (20 epochs of 30 s). A second look in that time, after a reorganisation or a failed
   * call, is for the same proof, and the worker that reads the sector looks at it anyway.
   */
  static final Duration GOOD_FOR = Duration.ofMinutes(10);

  /** How long a store may take for one look at a file before it counts as hanging. */
  static final Duration SILENCE = Duration.ofSeconds(20);

  private static final Duration NO_LIMIT = Duration.ofDays(1);

  private final PlaceBook book = new PlaceBook();
  private final ExecutorService threads;
  private final Permits permits;
  private final CheckLimits limits;
  private final Timeline timeline;
  private final SectorScan scan;
  private final SectorCheck check;
  private volatile StoreSet stores = new StoreSet(List.of());

  /**
   * @param challenges reads sectors for strict checks; without it they only look at files
   */
  public StoreSectorFinder(
      List<SectorStore> stores,
      CheckLimits limits,
      Optional<ChallengeReader> challenges,
      Timeline timeline) {
    this(stores, limits, challenges, timeline, new DiskFiles());
  }

  StoreSectorFinder(
      List<SectorStore> stores,
      CheckLimits limits,
      Optional<ChallengeReader> challenges,
      Timeline timeline,
      StoreFiles files) {
    this.limits = limits;
    this.timeline = timeline;
    permits = new Permits(limits.parallel());
    threads = Executors.newCachedThreadPool(StoreSectorFinder::thread);
    Duration single = limits.single().orElse(NO_LIMIT);
    Duration silence = shorter(single, SILENCE);
    scan = new SectorScan(files, book, silence);
    check = new SectorCheck(files, challenges, silence, single);
    replace(stores);
  }

  /** Takes these stores in place of those before; what is known of those that stay is kept. */
  public void replace(List<SectorStore> configured) {
    StoreSet before = stores;
    List<OpenStore> open = new ArrayList<>();
    for (SectorStore store : configured) {
      open.add(
          before
              .find(store.name())
              .filter(same -> same.store().path().equals(store.path()))
              .map(same -> same.with(store))
              .orElseGet(() -> open(store)));
    }
    stores = new StoreSet(open);
    book.keepOnly(stores.names());
  }

  @Override
  public Future<List<SectorFinding>> find(
      ProofType type, long miner, List<SectorQuery> sectors, CheckRules rules) {
    Question question = new Question(sectors);
    StoreSet asked = stores;
    PlaceChecks checks = new PlaceChecks(asked, book, check, type, miner, rules.strict());
    List<SectorQuery> left =
        question.answerFrom(query -> rules.anew() ? Optional.empty() : good(miner, query, rules));
    if (left.isEmpty()) {
      return Future.succeededFuture(question.answers());
    }
    Duration budget = shorter(rules.budget(), limits.partition().orElse(NO_LIMIT));
    question.limit(timeline, budget.toMillis(), query -> late(query, checks, budget));
    new Search(
            question,
            checks,
            (upgrade, numbers) -> scan.look(asked, miner, upgrade, numbers, question::isOpen),
            (query, outcome) -> remember(miner, query, outcome, rules.strict()))
        .begin(left);
    return question.answer();
  }

  /** Whether a place of the sector is remembered. */
  public boolean knows(long miner, long number, boolean upgrade) {
    return place(stores, miner, number, upgrade).isPresent();
  }

  /**
   * Remembers where somebody else says that a sector is; it is checked as if it had been seen
   * there.
   *
   * @return whether both stores are configured; otherwise nothing is remembered
   */
  public boolean learn(long miner, long number, boolean upgrade, SectorStores place) {
    StoreSet known = stores;
    if (known.find(place.sealedFile()).isEmpty() || known.find(place.cacheDir()).isEmpty()) {
      return false;
    }
    SectorName name = new SectorName(miner, number);
    book.saw(SectorFolder.ofReplicas(upgrade), name, place.sealedFile());
    book.saw(SectorFolder.ofCaches(upgrade), name, place.cacheDir());
    return true;
  }

  /** Forgets the place of a sector, which is looked for again when it is asked for. */
  public void forget(long miner, long number, boolean upgrade) {
    book.forget(miner, upgrade, number);
  }

  @Override
  public Future<Optional<SectorStores>> locate(long miner, long number, boolean upgrade) {
    StoreSet asked = stores;
    Optional<SectorStores> known = place(asked, miner, number, upgrade);
    return known.isPresent()
        ? Future.succeededFuture(known)
        : scan.look(asked, miner, upgrade, List.of(number), () -> true)
            .map(done -> place(asked, miner, number, upgrade));
  }

  /** Threads that hang in stores; see the limit of each store in {@link StoreLane}. */
  public int leftBehind() {
    return stores.all().stream().mapToInt(store -> store.lane().leftBehind()).sum();
  }

  /** Ends the threads, but for those that hang. */
  @Override
  public void close() {
    threads.shutdown();
  }

  private Optional<SectorStores> place(StoreSet asked, long miner, long number, boolean upgrade) {
    return book.place(miner, upgrade, number).candidates(asked.orderFor(miner)).stream()
        .findFirst();
  }

  private Optional<SectorFinding> good(long miner, SectorQuery query, CheckRules rules) {
    long since = timeline.now().steady() - GOOD_FOR.toMillis();
    return Optional.ofNullable(
            book.goodSince(miner, query.upgrade(), query.number(), rules.strict(), since))
        .map(place -> SectorFinding.good(query.number(), place));
  }

  private static Optional<SectorFinding> late(
      SectorQuery query, PlaceChecks checks, Duration budget) {
    return Optional.of(
        checks.places(query).stream()
            .findFirst()
            .map(place -> SectorFinding.unchecked(query.number(), place))
            .orElseGet(
                () ->
                    SectorFinding.unknown(
                        query.number(),
                        "not found in any store within %d s".formatted(budget.toSeconds()))));
  }

  private void remember(long miner, SectorQuery query, Outcome outcome, boolean strict) {
    switch (outcome.verdict().kind()) {
      case GOOD ->
          book.foundGood(
              miner,
              query.upgrade(),
              query.number(),
              outcome.stores(),
              strict,
              timeline.now().steady());
      case BAD, MISSING -> book.foundBad(miner, query.upgrade(), query.number());
      case UNCHECKED -> {}
    }
  }

  private OpenStore open(SectorStore store) {
    return new OpenStore(store, new StoreLane(store.name(), permits, threads, timeline), timeline);
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) <= 0 ? one : other;
  }

  private static Thread thread(Runnable task) {
    Thread thread = new Thread(task, "sector-check");
    thread.setDaemon(true);
    return thread;
  }
}
