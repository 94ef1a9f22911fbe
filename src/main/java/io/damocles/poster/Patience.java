package io.damocles.poster;

import io.damocles.time.Timeline;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.concurrent.TimeoutException;

/** Waits for an answer, but only for so long: what is asked may hang, and a deadline does not. */
final class Patience {
  private Patience() {}

  /** The answer, or a failure after so many milliseconds; an answer that comes later is lost. */
  static <T> Future<T> with(Timeline timeline, long millis, Future<T> answer) {
    if (answer.isComplete()) {
      return answer;
    }
    Promise<T> promise = Promise.promise();
    Timeline.Timer timer =
        timeline.after(
            millis, () -> promise.tryFail(new TimeoutException("no answer for " + millis + " ms")));
    answer.onComplete(
        ended -> {
          timer.cancel();
          if (ended.succeeded()) {
            promise.tryComplete(ended.result());
          } else {
            promise.tryFail(ended.cause());
          }
        });
    return promise.future();
  }
}
