package io.damocles.poster;

import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Takes one step at a time. Of the steps that are asked for meanwhile the last one follows. Used
 * from one context.
 */
final class Steps {
  private final Consumer<Throwable> whenFailed;
  private boolean busy;
  private @Nullable Supplier<Future<Void>> next;

  /**
   * @param whenFailed is told why, after the step and before the next
   */
  Steps(Consumer<Throwable> whenFailed) {
    this.whenFailed = whenFailed;
  }

  boolean isBusy() {
    return busy;
  }

  void take(Supplier<Future<Void>> step) {
    if (busy) {
      next = step;
      return;
    }
    busy = true;
    Future.<Void>succeededFuture().compose(go -> step.get()).onComplete(this::taken);
  }

  private void taken(AsyncResult<Void> ended) {
    busy = false;
    if (ended.failed()) {
      whenFailed.accept(ended.cause());
    }
    Supplier<Future<Void>> following = next;
    next = null;
    if (following != null) {
      take(following);
    }
  }
}
