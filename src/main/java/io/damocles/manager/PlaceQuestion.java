package io.damocles.manager;

import io.damocles.sector.SectorQuery;
import io.damocles.time.Timeline;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.Collection;
import java.util.Iterator;
import java.util.function.Function;

/**
 * Asks for the places of many sectors, a few at a time, until all are answered, one fails or the
 * time is up; it never fails. Used from one context.
 */
final class PlaceQuestion {
  private static final int AT_ONCE = 16;

  private final Iterator<SectorQuery> left;
  private final Function<SectorQuery, Future<?>> ask;
  private final Promise<Void> over = Promise.promise();
  private int open;

  private PlaceQuestion(Collection<SectorQuery> sectors, Function<SectorQuery, Future<?>> ask) {
    left = sectors.iterator();
    this.ask = ask;
  }

  static Future<Void> ask(
      Collection<SectorQuery> sectors,
      Timeline timeline,
      Duration limit,
      Function<SectorQuery, Future<?>> ask) {
    PlaceQuestion question = new PlaceQuestion(sectors, ask);
    Timeline.Timer timer = timeline.after(limit.toMillis(), () -> question.over.tryComplete());
    question.next();
    return question.over.future().onComplete(done -> timer.cancel());
  }

  private void next() {
    while (open < AT_ONCE && left.hasNext() && !over.future().isComplete()) {
      open++;
      ask.apply(left.next())
          .onComplete(
              answer -> {
                open--;
                if (answer.failed()) {
                  over.tryComplete();
                }
                next();
              });
    }
    if (open == 0) {
      over.tryComplete();
    }
  }
}
