package io.damocles.rpc;

import io.damocles.rpc.RpcEnvelope.Result;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A call's result, read where it belongs: a small one at once, a large one on a worker thread. */
record SocketAnswer<T extends @Nullable Object>(
    Vertx vertx, Promise<T> promise, ResultReader<T> reader) implements SocketCall.Outcome {

  @Override
  public void result(Result result, RpcConnection connection) {
    read(vertx, result, reader).onComplete(promise);
  }

  @Override
  public void failure(Throwable failure) {
    promise.tryFail(failure);
  }

  static <T extends @Nullable Object> Future<T> read(
      Vertx vertx, Result result, ResultReader<T> reader) {
    if (result.length() > RpcFrame.LARGE) {
      return vertx.executeBlocking(() -> result.read(reader), false);
    }
    try {
      return Future.succeededFuture(result.read(reader));
    } catch (IOException mismatch) {
      return Future.failedFuture(mismatch);
    }
  }
}
