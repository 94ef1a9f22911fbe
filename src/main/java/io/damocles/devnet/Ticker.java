package io.damocles.devnet;

import io.damocles.devnet.api.Node;
import io.damocles.time.Timeline;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes the chain go on when its next epoch is due. */
final class Ticker {
  private static final Logger log = LoggerFactory.getLogger(Ticker.class);
  private static final long RETRY_MILLIS = 1_000;

  private final Node node;
  private final Timeline timeline;
  private volatile Timeline.@Nullable Timer next;
  private volatile boolean stopped;

  Ticker(Node node, Timeline timeline) {
    this.node = node;
    this.timeline = timeline;
  }

  /** Advances the chain, and again when it is due, until stopped. */
  void run() {
    node.thread()
        .call(
            () -> {
              node.chain().advance(now());
              return node.chain().nextDue().toEpochMilli();
            })
        .onSuccess(due -> again(due - timeline.now().wall()))
        .onFailure(
            failure -> {
              log.error("the chain cannot go on, trying again", failure);
              again(RETRY_MILLIS);
            });
  }

  void stop() {
    stopped = true;
    Timeline.Timer waiting = next;
    if (waiting != null) {
      waiting.cancel();
    }
  }

  private Instant now() {
    return Instant.ofEpochMilli(timeline.now().wall());
  }

  private void again(long millis) {
    if (!stopped) {
      next = timeline.after(Math.max(1, millis), this::run);
    }
  }
}
