package io.damocles.poster.winning;

import io.damocles.chain.NetworkParams;
import io.damocles.time.Timeline;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How long an epoch takes, asked of the chain until it is known. A proof has so long from its
 * question on: a gateway asks at the beginning of an epoch, and the clocks of this machine and of
 * the miner's need not agree.
 */
final class BlockTime {
  private static final Logger log = LoggerFactory.getLogger(BlockTime.class);
  private static final long AGAIN_MILLIS = Duration.ofSeconds(5).toMillis();

  /** Far away, and yet no overflow when a time is added. */
  private static final long UNKNOWN = Duration.ofDays(1).toMillis();

  private final Supplier<Future<NetworkParams>> chain;
  private final Timeline timeline;
  private volatile long millis = UNKNOWN;
  private volatile boolean closed;

  BlockTime(Supplier<Future<NetworkParams>> chain, Timeline timeline) {
    this.chain = chain;
    this.timeline = timeline;
  }

  /** Asks until there is an answer. */
  void learn() {
    if (closed) {
      return;
    }
    chain
        .get()
        .onSuccess(
            params -> {
              millis = Duration.ofSeconds(params.blockDelaySecs()).toMillis();
              log.info("winning proofs have {} ms each", millis);
            })
        .onFailure(
            failure -> {
              log.debug("block time unknown: {}", failure.getMessage());
              timeline.after(AGAIN_MILLIS, this::learn);
            });
  }

  /** So many milliseconds; a day as long as it is unknown. */
  long millis() {
    return millis;
  }

  void close() {
    closed = true;
  }
}
