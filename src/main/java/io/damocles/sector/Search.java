package io.damocles.sector;

import io.damocles.sector.PlaceChecks.Outcome;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Answers a question: checks remembered sectors where they are, looks for the others in all stores,
 * and looks again for those that are not where they were.
 */
final class Search {
  private final Question question;
  private final PlaceChecks checks;
  private final Looking looking;
  private final Settled settled;

  /** Looks for sectors in all stores. */
  interface Looking {
    Future<List<SectorScan.Asked>> look(boolean upgrade, List<Long> numbers);
  }

  /** Is told of each sector that was checked. */
  interface Settled {
    void settled(SectorQuery query, Outcome outcome);
  }

  Search(Question question, PlaceChecks checks, Looking looking, Settled settled) {
    this.question = question;
    this.checks = checks;
    this.looking = looking;
    this.settled = settled;
  }

  void begin(List<SectorQuery> queries) {
    Map<Boolean, List<SectorQuery>> byKnown =
        queries.stream()
            .collect(Collectors.partitioningBy(query -> !checks.places(query).isEmpty()));
    checkKnown(byKnown.getOrDefault(true, List.of()));
    byUpgrade(byKnown.getOrDefault(false, List.of()))
        .forEach((upgrade, unknown) -> look(upgrade, unknown, Map.of()));
  }

  private void checkKnown(List<SectorQuery> known) {
    Map<SectorQuery, Outcome> missing = new HashMap<>();
    List<Future<Outcome>> checked = new ArrayList<>();
    for (SectorQuery query : known) {
      checked.add(
          checks
              .check(query, checks.places(query), question::isOpen)
              .onSuccess(outcome -> settleUnlessMissing(query, outcome, missing)));
    }
    Future.join(checked).onSuccess(all -> lookAgain(missing));
  }

  private void settleUnlessMissing(
      SectorQuery query, Outcome outcome, Map<SectorQuery, Outcome> missing) {
    if (!outcome.isMissing()) {
      settle(query, outcome);
      return;
    }
    synchronized (missing) {
      missing.put(query, outcome);
    }
  }

  private void lookAgain(Map<SectorQuery, Outcome> missing) {
    Map<SectorQuery, Outcome> before;
    synchronized (missing) {
      before = Map.copyOf(missing);
    }
    byUpgrade(before.keySet().stream().toList())
        .forEach((upgrade, queries) -> look(upgrade, queries, before));
  }

  /**
   * @param before what came of the places that were known before
   */
  private void look(boolean upgrade, List<SectorQuery> queries, Map<SectorQuery, Outcome> before) {
    looking
        .look(upgrade, queries.stream().map(SectorQuery::number).toList())
        .onSuccess(
            stores ->
                queries.forEach(
                    query -> found(query, Optional.ofNullable(before.get(query)), stores)));
  }

  private void found(SectorQuery query, Optional<Outcome> before, List<SectorScan.Asked> stores) {
    List<SectorStores> places =
        checks.places(query).stream()
            .filter(place -> before.isEmpty() || !before.get().stores().equals(place))
            .toList();
    if (!places.isEmpty()) {
      checks
          .check(query, places, question::isOpen)
          .onSuccess(
              outcome -> settle(query, outcome.isMissing() ? before.orElse(outcome) : outcome));
    } else if (before.isPresent()) {
      settle(query, before.get());
    } else {
      question.settle(query, NotFound.finding(query, stores));
    }
  }

  private void settle(SectorQuery query, Outcome outcome) {
    settled.settled(query, outcome);
    question.settle(query, outcome.finding(query.number()));
  }

  private static Map<Boolean, List<SectorQuery>> byUpgrade(List<SectorQuery> queries) {
    return queries.stream().collect(Collectors.groupingBy(SectorQuery::upgrade));
  }
}
