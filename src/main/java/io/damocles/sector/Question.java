package io.damocles.sector;

import io.damocles.time.Timeline;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One question for sectors, with a finding for each that is answered already. */
final class Question {
  private final List<SectorQuery> asked;
  private final Map<Key, SectorQuery> open = new HashMap<>();
  private final Map<Key, SectorFinding> findings = new HashMap<>();
  private final Promise<List<SectorFinding>> answer = Promise.promise();
  private Timeline.@Nullable Timer timer;

  Question(List<SectorQuery> asked) {
    this.asked = asked;
  }

  private record Key(long number, boolean upgrade) {
    static Key of(SectorQuery query) {
      return new Key(query.number(), query.upgrade());
    }
  }

  /** Looks up findings; the sectors for which there is none, each once. */
  List<SectorQuery> answerFrom(Lookup lookup) {
    List<SectorQuery> left = new ArrayList<>();
    for (SectorQuery query : asked) {
      Key key = Key.of(query);
      if (findings.containsKey(key) || open.containsKey(key)) {
        continue;
      }
      Optional<SectorFinding> found = lookup.find(query);
      found.ifPresent(finding -> findings.put(key, finding));
      if (found.isEmpty()) {
        open.put(key, query);
        left.add(query);
      }
    }
    return left;
  }

  /** What is known already. */
  interface Lookup {
    Optional<SectorFinding> find(SectorQuery query);
  }

  /** Answers with these findings what is open when the time is up. */
  synchronized void limit(Timeline timeline, long millis, Lookup late) {
    timer = timeline.after(millis, () -> endLate(late));
  }

  /** Answers one sector, unless it is too late for that. */
  void settle(SectorQuery query, SectorFinding finding) {
    synchronized (this) {
      if (open.remove(Key.of(query)) == null) {
        return;
      }
      findings.put(Key.of(query), finding);
      if (!open.isEmpty()) {
        return;
      }
      if (timer != null) {
        timer.cancel();
      }
    }
    answer.tryComplete(answers());
  }

  /** Whether somebody still waits for the answer. */
  boolean isOpen() {
    return !answer.future().isComplete();
  }

  /** The findings in the order of the question. */
  Future<List<SectorFinding>> answer() {
    return answer.future();
  }

  /** The findings in the order of the question; all must be there. */
  synchronized List<SectorFinding> answers() {
    List<SectorFinding> ordered = new ArrayList<>(asked.size());
    asked.forEach(query -> ordered.add(findings.get(Key.of(query))));
    return ordered;
  }

  private void endLate(Lookup late) {
    List<SectorQuery> left;
    synchronized (this) {
      left = List.copyOf(open.values());
    }
    left.forEach(query -> late.find(query).ifPresent(finding -> settle(query, finding)));
  }
}
