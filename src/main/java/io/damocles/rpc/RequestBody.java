package io.damocles.rpc;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.util.Arrays;

/** Reads a request's body up to a limit; a large one waits for its share of the memory first. */
final class RequestBody {
  /** Bodies up to this need no share of the budget. */
  private static final int SMALL = 64 << 10;

  private static final int FIRST = 4 << 10;

  /** A client that dawdles must not keep its share from others for longer. */
  private static final long PATIENCE_MILLIS = 30_000;

  private final HttpServerRequest request;
  private final long limit;
  private final MemoryBudget budget;
  private final Promise<RequestBody> whole = Promise.promise();
  private byte[] received;
  private int length;
  private final Vertx vertx = Vertx.currentContext().owner();
  private boolean reserving;
  private long timer = -1;
  private long taken;

  private RequestBody(HttpServerRequest request, long limit, MemoryBudget budget, int expected) {
    this.request = request;
    this.limit = limit;
    this.budget = budget;
    this.received = new byte[expected];
  }

  /** The body was larger than the limit. */
  static final class TooLarge extends Exception {
    TooLarge(long limit) {
      super("the request is larger than %d bytes".formatted(limit));
    }
  }

  /** The body did not come in time. */
  static final class TooSlow extends Exception {
    TooSlow() {
      super("the request did not come within %d ms".formatted(PATIENCE_MILLIS));
    }
  }

  /** The body, once it is whole; fails with {@link TooLarge}, or if the connection ends first. */
  static Future<RequestBody> read(HttpServerRequest request, long limit, MemoryBudget budget) {
    long declared = declared(request);
    RequestBody body =
        new RequestBody(request, limit, budget, (int) Math.min(Math.max(0, declared), FIRST));
    request.exceptionHandler(body::fail);
    request.endHandler(end -> body.end());
    request.handler(body::append);
    if (declared > limit) {
      body.fail(new TooLarge(limit));
    } else if (declared > SMALL) {
      body.reserve((int) declared);
    }
    return body.whole.future();
  }

  private void append(Buffer chunk) {
    if (whole.future().isComplete()) {
      return;
    }
    int after = length + chunk.length();
    if (after > limit) {
      fail(new TooLarge(limit));
      return;
    }
    if (after > received.length) {
      int larger = (int) Math.min(limit, Math.max(after, received.length * 2L));
      received = Arrays.copyOf(received, larger);
      if (!reserving && larger > SMALL) {
        reserve((int) limit);
      }
    }
    chunk.getBytes(received, length);
    length = after;
  }

  /** Holds the client back until there is memory for its body. */
  private void reserve(int bytes) {
    reserving = true;
    request.pause();
    budget
        .take(bytes)
        .onSuccess(
            share -> {
              taken = share;
              timer = vertx.setTimer(PATIENCE_MILLIS, late -> fail(new TooSlow()));
              if (whole.future().isComplete()) {
                release();
              } else {
                request.resume();
              }
            });
  }

  private void end() {
    vertx.cancelTimer(timer);
    whole.tryComplete(this);
  }

  private void fail(Throwable failure) {
    if (whole.tryFail(failure)) {
      received = new byte[0];
      request.pause();
      release();
    }
  }

  byte[] bytes() {
    return length == received.length ? received : Arrays.copyOf(received, length);
  }

  /** Gives the memory to others; the bytes are not used any more. */
  void release() {
    vertx.cancelTimer(timer);
    if (taken > 0) {
      budget.giveBack(taken);
      taken = 0;
    }
  }

  private static long declared(HttpServerRequest request) {
    String length = request.getHeader("content-length");
    try {
      return length == null ? 0 : Long.parseLong(length);
    } catch (NumberFormatException e) {
      return 0;
    }
  }
}
