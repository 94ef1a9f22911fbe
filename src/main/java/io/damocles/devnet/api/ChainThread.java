package io.damocles.devnet.api;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.util.concurrent.Callable;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

/** The one thread on which the chain lives. */
public final class ChainThread {
  private final WorkerExecutor executor;

  public ChainThread(Vertx vertx) {
    this.executor = vertx.createSharedWorkerExecutor("chain", 1, 1, TimeUnit.MINUTES);
  }

  /** Runs it after all that came before; its exceptions fail the future, and so does the end. */
  public <T> Future<T> call(Callable<T> action) {
    try {
      return executor.executeBlocking(action, false);
    } catch (RejectedExecutionException closed) {
      return Future.failedFuture(closed);
    }
  }

  /** Ends the thread. */
  public Future<Void> close() {
    return executor.close();
  }
}
