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
  private final int largest;
  private final Promise<RequestBody> whole = Promise.promise();
  private byte[] received;
  private int length;
  private final Vertx vertx = Vertx.currentContext().owner();
  private boolean reserving;
  private long timer = -1;
  private long taken;

  private RequestBody(HttpServerRequest request, long limit, MemoryBudget budget, int largest) {
    this.request = request;
    this.limit = limit;
    this.budget = budget;
    this.largest = largest;
    this.received = new byte[Math.min(largest, FIRST)];
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
    long largest = declared > 0 ? Math.min(declared, limit) : limit;
    RequestBody body = new RequestBody(request, limit, budget, (int) largest);
    request.exceptionHandler(body::fail);
    request.endHandler(end -> body.end());
    request.handler(body::append);
    if (declared > limit) {
      body.fail(new TooLarge(limit));
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
      received =
          Arrays.copyOf(received, (int) Math.min(largest, Math.max(after, received.length * 4L)));
      if (!reserving && received.length > SMALL) {
        reserve();
      }
    }
    chunk.getBytes(received, length);
    length = after;
  }

  /**
   * Holds the client back until there is memory for all of its body; one that only announced it
   * takes none.
   */
  private void reserve() {
    reserving = true;
    request.pause();
    budget
        .take(largest)
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
