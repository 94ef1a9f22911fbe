package io.damocles.rpc;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;

/** Reads an answer's body up to a limit; what is longer is broken off there. */
final class AnswerBody {
  private final HttpClientRequest request;
  private final int most;
  private final Promise<Buffer> whole = Promise.promise();
  private final Buffer body = Buffer.buffer();

  private AnswerBody(HttpClientRequest request, int most) {
    this.request = request;
    this.most = most;
  }

  static Future<Buffer> read(HttpClientRequest request, HttpClientResponse response, int most) {
    AnswerBody answer = new AnswerBody(request, most);
    response.exceptionHandler(answer.whole::tryFail);
    response.endHandler(end -> answer.whole.tryComplete(answer.body));
    response.handler(answer::append);
    return answer.whole.future();
  }

  private void append(Buffer chunk) {
    if (whole.future().isComplete()) {
      return;
    }
    if ((long) body.length() + chunk.length() > most) {
      whole.tryFail(new RpcFormatException("the answer is longer than " + most + " bytes", null));
      request.reset();
    } else {
      body.appendBuffer(chunk);
    }
  }
}
