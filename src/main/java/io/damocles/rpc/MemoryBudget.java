package io.damocles.rpc;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayDeque;
import java.util.Queue;

/**
 * How many bytes of large requests or answers may be in memory at once; who comes later waits. Used
 * from one context.
 */
public final class MemoryBudget {
  private final Queue<Waiting> waiting = new ArrayDeque<>();
  private final long all;
  private long free;

  public MemoryBudget(long bytes) {
    this.all = bytes;
    this.free = bytes;
  }

  private record Waiting(long bytes, Promise<Long> turn) {}

  /**
   * Done when so many bytes were set aside, or everything if that is less.
   *
   * @return what must be given back
   */
  public Future<Long> take(long bytes) {
    Waiting one = new Waiting(Math.min(bytes, all), Promise.promise());
    waiting.add(one);
    serve();
    return one.turn().future();
  }

  /** Ends what {@link #take} began. */
  public void giveBack(long bytes) {
    free += bytes;
    serve();
  }

  private void serve() {
    while (!waiting.isEmpty() && waiting.element().bytes() <= free) {
      Waiting next = waiting.remove();
      free -= next.bytes();
      next.turn().complete(next.bytes());
    }
  }
}
