package io.damocles.poster;

import io.damocles.chain.HeadChange;
import io.damocles.chain.TipSet;
import io.damocles.chain.node.HeadListener;
import io.damocles.chain.node.HeadSubscription;
import io.damocles.config.ManagerConfig;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the chain for all configured miners and sees to it that every partition of every deadline
 * is proven in time. All of it runs on one context, and every call to it comes from there.
 */
public final class Poster {
  private static final Logger log = LoggerFactory.getLogger(Poster.class);

  /** Some hours more than jobs live, so that a removed job's partition is still known. */
  private static final Duration KEPT = Duration.ofHours(30);

  private static final Duration FORGET_EVERY = Duration.ofMinutes(30);

  private final PosterParts parts;
  private final Senders senders;
  private final Map<Long, MinerPoster> miners = new HashMap<>();
  private final Retry retry;
  private @Nullable HeadSubscription subscription;
  private @Nullable TipSet head;
  private long blockMillis;
  private long forgetAt;
  private boolean stopped;

  public Poster(PosterParts parts) {
    this.parts = parts;
    this.senders = new Senders(parts.chain(), parts.timeline());
    this.retry = new Retry(parts.timeline());
  }

  /** Begins as soon as the chain answers. */
  public void start() {
    parts.jobs().listen(job -> miners.values().forEach(miner -> miner.job(job)));
    connect();
  }

  /** Begins nothing any more; messages that are being sent still are. */
  public void stop() {
    stopped = true;
    retry.cancel();
    if (subscription != null) {
      subscription.cancel();
    }
    miners.values().forEach(MinerPoster::stop);
  }

  private void connect() {
    Future.<Void>succeededFuture()
        .compose(go -> parts.chain().networkParams())
        .onComplete(
            answer -> {
              if (stopped) {
                return;
              }
              if (answer.failed()) {
                log.error("the chain does not answer: {}", PartitionWork.text(answer.cause()));
                retry.later(this::connect);
                return;
              }
              retry.reset();
              blockMillis =
                  Duration.ofSeconds(Math.max(1, answer.result().blockDelaySecs())).toMillis();
              log.info(
                  "poster follows network={} epoch_seconds={} miners={}",
                  answer.result().networkName(),
                  answer.result().blockDelaySecs(),
                  parts.miners().get().size());
              subscription = parts.chain().heads(new OfHeads());
            });
  }

  private void head(TipSet seen, boolean reverted) {
    if (stopped) {
      return;
    }
    head = seen;
    parts.listener().head(seen.height());
    for (ManagerConfig.Miner miner : parts.miners().get()) {
      miners.computeIfAbsent(
          miner.actor(), actor -> new MinerPoster(parts, senders, actor, blockMillis));
    }
    miners.values().forEach(miner -> miner.head(seen, reverted));
    dropRemoved();
    forget();
  }

  /** A miner that was taken out of the configuration is left alone. */
  private void dropRemoved() {
    Set<Long> configured =
        parts.miners().get().stream().map(ManagerConfig.Miner::actor).collect(Collectors.toSet());
    miners
        .entrySet()
        .removeIf(
            entry -> {
              boolean gone = !configured.contains(entry.getKey());
              if (gone) {
                entry.getValue().stop();
              }
              return gone;
            });
  }

  private void forget() {
    long now = parts.timeline().now().steady();
    if (now < forgetAt) {
      return;
    }
    forgetAt = now + FORGET_EVERY.toMillis();
    Future.<Void>succeededFuture()
        .compose(go -> parts.store().forget(parts.timeline().now().wall() - KEPT.toMillis()))
        .onFailure(failure -> log.warn("old messages stay: {}", PartitionWork.text(failure)));
  }

  private final class OfHeads implements HeadListener {
    @Override
    public void current(TipSet seen, String node) {
      boolean another = head != null && !head.key().equals(seen.key());
      head(seen, another);
    }

    @Override
    public void changed(List<HeadChange> changes) {
      TipSet highest = null;
      boolean reverted = false;
      for (HeadChange change : changes) {
        if (change.type().equals("revert")) {
          reverted = true;
        } else {
          highest = change.val();
        }
      }
      if (highest != null) {
        head(highest, reverted);
      }
    }
  }
}
