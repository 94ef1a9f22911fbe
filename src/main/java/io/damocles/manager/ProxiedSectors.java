package io.damocles.manager;

import io.damocles.prover.ProofType;
import io.damocles.rpc.RpcCode;
import io.damocles.sector.CheckRules;
import io.damocles.sector.SectorFinder;
import io.damocles.sector.SectorFinding;
import io.damocles.sector.SectorLocator;
import io.damocles.sector.SectorQuery;
import io.damocles.sector.SectorStores;
import io.damocles.sector.StoreSectorFinder;
import io.damocles.time.Timeline;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks another manager where sectors are and checks them in the stores here. What it does not know,
 * does not tell in time or tells wrongly is looked for in the stores: no proof waits for it.
 */
final class ProxiedSectors implements SectorFinder, SectorLocator {
  private static final Logger log = LoggerFactory.getLogger(ProxiedSectors.class);
  private static final Duration LONGEST = Duration.ofSeconds(30);
  private static final int SHARE_OF_BUDGET = 4;

  private final SectorSource source;
  private final StoreSectorFinder own;
  private final Timeline timeline;
  private final Set<String> strange = ConcurrentHashMap.newKeySet();

  ProxiedSectors(SectorSource source, StoreSectorFinder own, Timeline timeline) {
    this.source = source;
    this.own = own;
    this.timeline = timeline;
  }

  @Override
  public Future<List<SectorFinding>> find(
      ProofType type, long miner, List<SectorQuery> sectors, CheckRules rules) {
    Collection<SectorQuery> unknown = unknown(miner, sectors);
    if (unknown.isEmpty()) {
      return own.find(type, miner, sectors, rules);
    }
    long end = timeline.now().steady() + rules.budget().toMillis();
    Duration share = rules.budget().dividedBy(SHARE_OF_BUDGET);
    Set<Long> learnt = ConcurrentHashMap.newKeySet();
    return PlaceQuestion.ask(
            unknown,
            timeline,
            share.compareTo(LONGEST) < 0 ? share : LONGEST,
            query -> ask(miner, query).onSuccess(told -> keep(learnt, query, told)))
        .compose(done -> own.find(type, miner, sectors, left(rules, end)))
        .compose(found -> healed(type, miner, sectors, found, learnt, left(rules, end)));
  }

  /** Looks in all stores for what is not good where the other manager says that it is. */
  private Future<List<SectorFinding>> healed(
      ProofType type,
      long miner,
      List<SectorQuery> sectors,
      List<SectorFinding> found,
      Set<Long> learnt,
      CheckRules left) {
    Map<Long, SectorQuery> doubtful = new LinkedHashMap<>();
    for (int i = 0; i < found.size(); i++) {
      SectorQuery query = sectors.get(i);
      if (learnt.contains(query.number()) && !isGood(found.get(i))) {
        doubtful.putIfAbsent(query.number(), query);
      }
    }
    if (doubtful.isEmpty() || left.budget().isNegative() || left.budget().isZero()) {
      return Future.succeededFuture(found);
    }
    doubtful.values().forEach(query -> own.forget(miner, query.number(), query.upgrade()));
    return own.find(type, miner, List.copyOf(doubtful.values()), left)
        .map(again -> better(found, again));
  }

  private static List<SectorFinding> better(List<SectorFinding> found, List<SectorFinding> again) {
    Map<Long, SectorFinding> good = new LinkedHashMap<>();
    again.stream()
        .filter(ProxiedSectors::isGood)
        .forEach(finding -> good.put(finding.number(), finding));
    return found.stream().map(finding -> good.getOrDefault(finding.number(), finding)).toList();
  }

  private static boolean isGood(SectorFinding finding) {
    return finding.checked() && finding.fault().isEmpty();
  }

  private CheckRules left(CheckRules rules, long end) {
    Duration budget = Duration.ofMillis(end - timeline.now().steady());
    return new CheckRules(rules.strict(), budget, rules.anew());
  }

  @Override
  public Future<Optional<SectorStores>> locate(long miner, long number, boolean upgrade) {
    return source
        .find(miner, number, upgrade)
        .transform(
            told ->
                told.succeeded() && told.result().isPresent()
                    ? Future.succeededFuture(told.result())
                    : own.locate(miner, number, upgrade)
                        .compose(
                            found ->
                                told.succeeded() || found.isPresent()
                                    ? Future.succeededFuture(found)
                                    : Future.failedFuture(unsure(told.cause(), miner, number))));
  }

  private Collection<SectorQuery> unknown(long miner, List<SectorQuery> sectors) {
    Map<Long, SectorQuery> unknown = new LinkedHashMap<>();
    for (SectorQuery query : sectors) {
      if (!own.knows(miner, query.number(), query.upgrade())) {
        unknown.putIfAbsent(query.number(), query);
      }
    }
    return unknown.values();
  }

  /** Whether a place was told that can be looked at. */
  private Future<Boolean> ask(long miner, SectorQuery query) {
    return source
        .find(miner, query.number(), query.upgrade())
        .map(found -> found.isPresent() && told(miner, query, found.get()));
  }

  private static void keep(Set<Long> learnt, SectorQuery query, boolean told) {
    if (told) {
      learnt.add(query.number());
    }
  }

  private boolean told(long miner, SectorQuery query, SectorStores place) {
    boolean known = own.learn(miner, query.number(), query.upgrade(), place);
    if (!known && strange.add(place.toString())) {
      log.warn(
          "proxy={} names stores that are not configured here: sealedFile={} cacheDir={}",
          source.address(),
          place.sealedFile(),
          place.cacheDir());
    }
    return known;
  }

  /** Not found here and not told there is not the same as not there. */
  private static Throwable unsure(Throwable cause, long miner, long number) {
    return RpcCode.FAILED.exception(
        "%s; and no store here has s-t0%s-%s"
            .formatted(
                cause.getMessage(), Long.toUnsignedString(miner), Long.toUnsignedString(number)));
  }
}
