package io.damocles.rpc;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayDeque;
import java.util.Queue;

/**
 * How many bytes of large requests may be in memory at once; who comes later waits. Used from one
 * context.
 */
final class BodyBudget {
  private final Queue<Waiting> waiting = new ArrayDeque<>();
  private long free;

  BodyBudget(long bytes) {
    this.free = bytes;
  }

  private record Waiting(long bytes, Promise<Void> turn) {}

  /** Done when so many bytes were set aside; they must be given back. */
  Future<Void> take(long bytes) {
    Waiting one = new Waiting(bytes, Promise.promise());
    waiting.add(one);
    serve();
    return one.turn().future();
  }

  void giveBack(long bytes) {
    free += bytes;
    serve();
  }

  private void serve() {
    while (!waiting.isEmpty() && waiting.element().bytes() <= free) {
      Waiting next = waiting.remove();
      free -= next.bytes();
      next.turn().complete();
    }
  }
}
