package io.damocles.rpc;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;

/** Reads a request's body up to a limit. */
final class RequestBody {
  private final HttpServerRequest request;
  private final long limit;
  private final Promise<Buffer> whole = Promise.promise();
  private Buffer received = Buffer.buffer();

  private RequestBody(HttpServerRequest request, long limit) {
    this.request = request;
    this.limit = limit;
  }

  /** The body was larger than the limit. */
  static final class TooLarge extends Exception {
    TooLarge(long limit) {
      super("the request is larger than %d bytes".formatted(limit));
    }
  }

  /** The body; fails with {@link TooLarge}, or if the connection ends first. */
  static Future<Buffer> read(HttpServerRequest request, long limit) {
    RequestBody body = new RequestBody(request, limit);
    request.handler(body::append);
    request.exceptionHandler(body.whole::tryFail);
    request.endHandler(end -> body.whole.tryComplete(body.received));
    String length = request.getHeader("content-length");
    if (length != null && declared(length) > limit) {
      body.refuse();
    }
    return body.whole.future();
  }

  private void append(Buffer chunk) {
    if (received.length() + (long) chunk.length() > limit) {
      refuse();
    } else if (!whole.future().isComplete()) {
      received.appendBuffer(chunk);
    }
  }

  private void refuse() {
    received = Buffer.buffer();
    request.pause();
    whole.tryFail(new TooLarge(limit));
  }

  private static long declared(String length) {
    try {
      return Long.parseLong(length);
    } catch (NumberFormatException e) {
      return 0;
    }
  }
}
