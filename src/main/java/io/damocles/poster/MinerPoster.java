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

  /** Recoveries are declared for the deadline so many after (damocles-manager.md §3.8). */
  private static final long RECOVERED_AHEAD = 2;

  private static final long MOST_PATIENCE_MILLIS = 5_000;

  private final PosterParts parts;
  private final Senders senders;
  private final long miner;
  private final long blockMillis;
  private final Map<Long, DeadlineRun> runs = new TreeMap<>();
  private @Nullable TipSet waiting;
  private @Nullable DeadlineInfo known;
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
                openByCalendar(head);
                tell(head, takenBack);
              }
              next();
            });
  }

  private Future<Void> look(TipSet head, boolean takenBack) {
    Future<DeadlineInfo> asked = parts.chain().provingDeadline(Address.ofId(miner), head.key());
    return Patience.with(parts.timeline(), Math.min(MOST_PATIENCE_MILLIS, blockMillis), asked)
        .map(
            info -> {
              known = info;
              open(head, info, 0);
              open(head, info, 1);
              tell(head, takenBack);
              return null;
            });
  }

  /** Deadlines follow each other as the calendar says, whether the chain tells them or not. */
  private void openByCalendar(TipSet head) {
    DeadlineInfo info = known;
    if (info == null) {
      return;
    }
    long past =
        Math.floorDiv(head.height() - ProvingWindow.current(info).open(), info.challengeWindow());
    if (past >= 0) {
      open(head, info, past);
      open(head, info, past + 1);
    }
  }

  /**
   * Begins a deadline if it is time.
   *
   * @param count how many after the current one of the info
   */
  private void open(TipSet head, DeadlineInfo info, long count) {
    ProvingWindow window = ProvingWindow.after(info, count);
    if (!stopped && window.isActive(head.height()) && !runs.containsKey(window.open())) {
      Duty duty = new Duty(parts, senders, miner, window, head, blockMillis);
      runs.put(
          window.open(), new DeadlineRun(duty, ProvingWindow.after(info, count + RECOVERED_AHEAD)));
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
