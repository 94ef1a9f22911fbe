package io.damocles.poster;

import io.damocles.chain.Address;
import io.damocles.chain.DeadlineInfo;
import io.damocles.chain.TipSet;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One miner's deadlines: keeps a {@link DeadlineRun} for each that is open or challenged. Heads
 * that come while one is looked at are taken together. Used from one context.
 */
final class MinerPoster {
  private static final Logger log = LoggerFactory.getLogger(MinerPoster.class);

  private final PosterParts parts;
  private final Senders senders;
  private final long miner;
  private final long blockMillis;
  private final Map<Long, DeadlineRun> runs = new TreeMap<>();
  private @Nullable TipSet waiting;
  private boolean reverted;
  private boolean busy;
  private boolean stopped;

  MinerPoster(PosterParts parts, Senders senders, long miner, long blockMillis) {
    this.parts = parts;
    this.senders = senders;
    this.miner = miner;
    this.blockMillis = blockMillis;
  }

  /** There is a new head. */
  void head(TipSet head, boolean takenBack) {
    waiting = head;
    reverted |= takenBack;
    next();
  }

  /** A job ended, was reset or removed. */
  void job(String id) {
    List.copyOf(runs.values()).forEach(run -> run.job(id));
  }

  void stop() {
    stopped = true;
    runs.values().forEach(DeadlineRun::stop);
    runs.clear();
  }

  private void next() {
    TipSet head = waiting;
    if (busy || stopped || head == null) {
      return;
    }
    boolean takenBack = reverted;
    waiting = null;
    reverted = false;
    busy = true;
    Future.<Void>succeededFuture()
        .compose(go -> look(head, takenBack))
        .onComplete(
            ended -> {
              busy = false;
              if (ended.failed()) {
                log.warn(
                    "{} deadline at height {} unknown: {}",
                    Address.ofId(miner),
                    head.height(),
                    PartitionWork.text(ended.cause()));
                reverted |= takenBack;
                tell(head, takenBack);
              }
              next();
            });
  }

  private Future<Void> look(TipSet head, boolean takenBack) {
    return parts
        .chain()
        .provingDeadline(Address.ofId(miner), head.key())
        .map(
            info -> {
              open(head, info, ProvingWindow.current(info));
              open(head, info, ProvingWindow.after(info, 1));
              tell(head, takenBack);
              return null;
            });
  }

  private void open(TipSet head, DeadlineInfo info, ProvingWindow window) {
    if (!stopped && window.isActive(head.height()) && !runs.containsKey(window.open())) {
      Duty duty = new Duty(parts, senders, miner, window, head, blockMillis);
      runs.put(window.open(), new DeadlineRun(duty, info));
      log.debug("{} begun at height {}", duty, head.height());
    }
  }

  private void tell(TipSet head, boolean takenBack) {
    for (DeadlineRun run : List.copyOf(runs.values())) {
      run.head(head, takenBack);
      if (run.isOver()) {
        run.stop();
        runs.remove(run.window().open());
      }
    }
  }
}
