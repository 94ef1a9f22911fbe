package io.damocles.rpc;

import io.damocles.rpc.RpcEnvelope.Result;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** One call over a WebSocket that waits for its answer; ends once. */
final class SocketCall {
  private final String method;
  private final Outcome outcome;
  private final Vertx vertx;
  private final long timer;
  private boolean ended;
  private @Nullable Runnable abandon;
  private @Nullable Throwable trouble;

  /** Where the call's end goes. */
  interface Outcome {
    /** The answer; {@code connection} is where it came from. */
    void result(Result result, RpcConnection connection);

    void failure(Throwable failure);
  }

  SocketCall(Vertx vertx, String method, Duration limit, Outcome outcome) {
    this.vertx = vertx;
    this.method = method;
    this.outcome = outcome;
    this.timer = vertx.setTimer(Math.max(1, limit.toMillis()), fired -> late(limit));
  }

  /** What to do when the time is over, so that nobody works for an answer that nobody awaits. */
  void abandonBy(long id, LongConsumer forget) {
    abandon = () -> forget.accept(id);
  }

  /** Remembered for the error in case that the time runs out. */
  void note(Throwable why) {
    trouble = why;
  }

  boolean isEnded() {
    return ended;
  }

  void result(Result result, RpcConnection connection) {
    if (end()) {
      outcome.result(result, connection);
    }
  }

  void fail(Throwable failure) {
    if (end()) {
      outcome.failure(failure);
    }
  }

  private void late(Duration limit) {
    if (!ended && abandon != null) {
      abandon.run();
    }
    TimeoutException late = RpcClient.late(method, limit);
    fail(trouble == null ? late : explained(late, trouble));
  }

  private static TimeoutException explained(TimeoutException late, Throwable why) {
    TimeoutException explained =
        new TimeoutException(late.getMessage() + "; not connected: " + why.getMessage());
    explained.initCause(why);
    return explained;
  }

  private boolean end() {
    boolean first = !ended;
    ended = true;
    vertx.cancelTimer(timer);
    return first;
  }
}
