package io.damocles.chain.node;

import io.damocles.chain.HeadChange;
import io.damocles.chain.TipSet;
import io.damocles.chain.TipSetKey;
import io.damocles.rpc.RpcSubscription;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Follows one node's head until it is stopped: by its notifications, again and again after a loss,
 * or by asking where HTTP has no notifications. Used from one context.
 */
final class HeadFollower {
  private static final long PAUSE_MILLIS = 200;
  private static final long ASK_MILLIS = 1_000;
  private static final Duration ASK_LIMIT = Duration.ofSeconds(10);

  private final Vertx vertx;
  private final NodeConnection node;
  private final HeadListener listener;
  private final Consumer<Throwable> trouble;
  private @Nullable RpcSubscription subscription;
  private @Nullable TipSetKey last;
  private boolean stopped;

  /**
   * A follower at rest.
   *
   * @param trouble told of each loss
   */
  HeadFollower(
      Vertx vertx, NodeConnection node, HeadListener listener, Consumer<Throwable> trouble) {
    this.vertx = vertx;
    this.node = node;
    this.listener = listener;
    this.trouble = trouble;
  }

  void start() {
    if (stopped) {
      return;
    }
    if (node.hasChannels()) {
      subscribe();
    } else {
      ask();
    }
  }

  void stop() {
    stopped = true;
    if (subscription != null) {
      subscription.cancel();
    }
  }

  private void subscribe() {
    node.notifications(new Channel())
        .onFailure(this::lost)
        .onSuccess(
            opened -> {
              subscription = opened;
              if (stopped) {
                opened.cancel();
              }
            });
  }

  private void lost(Throwable reason) {
    if (!stopped) {
      trouble.accept(reason);
      vertx.setTimer(PAUSE_MILLIS, fired -> start());
    }
  }

  private void ask() {
    node.call(ChainNode.HEAD, ASK_LIMIT, NodeReply.value(TipSet.class))
        .onSuccess(this::asked)
        .onFailure(trouble::accept)
        .onComplete(
            asked -> {
              if (!stopped) {
                vertx.setTimer(ASK_MILLIS, fired -> start());
              }
            });
  }

  private void asked(TipSet head) {
    if (!stopped && !head.key().equals(last)) {
      last = head.key();
      listener.current(head, node.address());
    }
  }

  private final class Channel implements RpcSubscription.Listener<List<HeadChange>> {
    @Override
    public void value(List<HeadChange> changes) {
      if (stopped || changes.isEmpty()) {
        return;
      }
      HeadChange first = changes.get(0);
      if (first.type().equals("current")) {
        listener.current(first.val(), node.address());
      } else {
        listener.changed(changes);
      }
    }

    @Override
    public void ended(Throwable reason) {
      lost(NodeException.of(node.address(), ChainNode.NOTIFY, reason));
    }
  }
}
