package io.damocles.poster;

import io.vertx.core.Future;
import java.util.concurrent.Callable;

/** Runs what takes longer than an event loop may be held; comes back to where the poster runs. */
public interface Background {
  <T> Future<T> run(Callable<T> task);
}
