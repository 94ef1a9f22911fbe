package io.damocles.rpc;

import io.damocles.rpc.RpcEnvelope.Result;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A channel from the call that opens it to its end. Used from the client's context. */
final class SocketSubscription<T>
    implements SocketCall.Outcome, RpcConnection.Channel, RpcSubscription {
  private final Vertx vertx;
  private final Context context;
  private final long callId;
  private final Promise<RpcSubscription> opened;
  private final ResultReader<T> reader;
  private final Listener<T> listener;
  private @Nullable Runnable cancellation;
  private boolean over;

  SocketSubscription(
      Vertx vertx,
      Context context,
      long callId,
      Promise<RpcSubscription> opened,
      ResultReader<T> reader,
      Listener<T> listener) {
    this.vertx = vertx;
    this.context = context;
    this.callId = callId;
    this.opened = opened;
    this.reader = reader;
    this.listener = listener;
  }

  @Override
  public void result(Result result, RpcConnection connection) {
    try {
      long channel = result.read(RpcConnection::number);
      connection.open(channel, this);
      cancellation = () -> connection.cancel(callId, channel);
      opened.tryComplete(this);
    } catch (IOException noChannel) {
      opened.tryFail(noChannel);
    }
  }

  @Override
  public void failure(Throwable failure) {
    opened.tryFail(failure);
  }

  /** A value that does not fit ends the channel: what comes after it would not make sense. */
  @Override
  public Future<?> value(Result value) {
    return SocketAnswer.read(vertx, value, reader)
        .onSuccess(
            read -> {
              if (!over) {
                listener.value(read);
              }
            })
        .onFailure(
            mismatch -> {
              stop();
              ended(mismatch);
            });
  }

  @Override
  public void ended(Throwable reason) {
    if (!over) {
      over = true;
      listener.ended(reason);
    }
  }

  @Override
  public void cancel() {
    context.runOnContext(
        now -> {
          if (!over) {
            over = true;
            stop();
          }
        });
  }

  private void stop() {
    if (cancellation != null) {
      cancellation.run();
    }
  }
}
