package io.damocles.rpc;

import io.vertx.core.buffer.Buffer;
import java.util.List;

/**
 * The answer to one request.
 *
 * @param status HTTP status: 500 for errors of the protocol, else 200
 * @param body one line of JSON, or empty for a notification
 * @param delivery is told what became of the body
 */
public record RpcResponse(int status, Buffer body, RpcResult.Delivery delivery) {

  /** The answers of a batch in one body, without those of notifications. */
  static RpcResponse batch(List<RpcResponse> answers) {
    Buffer body = Buffer.buffer();
    for (RpcResponse answer : answers) {
      int length = answer.body().length();
      if (length > 0) {
        body.appendString(body.length() == 0 ? "[" : ",")
            .appendBuffer(answer.body(), 0, length - 1);
      }
    }
    return new RpcResponse(
        200,
        body.length() == 0 ? body : body.appendString("]\n"),
        delivered -> answers.forEach(answer -> answer.delivery().ended(delivered)));
  }
}
