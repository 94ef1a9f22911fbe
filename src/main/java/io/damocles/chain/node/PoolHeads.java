package io.damocles.chain.node;

import io.vertx.core.Vertx;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** A subscription that moves from node to node. Used from one context. */
final class PoolHeads {
  private final Vertx vertx;
  private final HeadListener listener;
  private final BiConsumer<NodeState, Throwable> trouble;
  private @Nullable HeadFollower follower;

  PoolHeads(Vertx vertx, HeadListener listener, BiConsumer<NodeState, Throwable> trouble) {
    this.vertx = vertx;
    this.listener = listener;
    this.trouble = trouble;
  }

  void follow(NodeState node) {
    stop();
    follower =
        new HeadFollower(
            vertx, node.connection(), listener, failure -> trouble.accept(node, failure));
    follower.start();
  }

  void stop() {
    if (follower != null) {
      follower.stop();
    }
  }
}
