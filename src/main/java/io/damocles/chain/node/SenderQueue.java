package io.damocles.chain.node;

import io.damocles.chain.Address;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.function.Supplier;

/** Lets the tasks of one sender run one after the other; those of others do not wait. */
final class SenderQueue {
  private final Map<Address, Queue<Runnable>> waiting = new HashMap<>();

  <T> Future<T> run(Address sender, Supplier<Future<T>> task) {
    Promise<T> promise = Promise.promise();
    enqueue(
        sender,
        () ->
            task.get()
                .onComplete(
                    ended -> {
                      next(sender);
                      promise.handle(ended);
                    }));
    return promise.future();
  }

  private void enqueue(Address sender, Runnable task) {
    synchronized (this) {
      Queue<Runnable> queue = waiting.get(sender);
      if (queue != null) {
        queue.add(task);
        return;
      }
      waiting.put(sender, new ArrayDeque<>());
    }
    task.run();
  }

  private void next(Address sender) {
    Runnable task;
    synchronized (this) {
      Queue<Runnable> queue = waiting.getOrDefault(sender, new ArrayDeque<>());
      task = queue.poll();
      if (task == null) {
        waiting.remove(sender);
        return;
      }
    }
    task.run();
  }
}
