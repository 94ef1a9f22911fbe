package io.damocles.poster;

import io.damocles.chain.DeadlineInfo;
import io.damocles.config.ManagerConfig;

/**
 * One deadline of one proving period in epochs, with the predicates of spec damocles-manager.md
 * §3.3.
 *
 * @param index of the deadline in its period
 * @param challenge whose randomness is proven
 * @param open first epoch in which a proof is taken
 * @param close first epoch in which it is not
 * @param faultCutoff from which on no fault or recovery of it can be declared
 */
public record ProvingWindow(long index, long challenge, long open, long close, long faultCutoff) {
  private static final long MOST_CHALLENGE_CONFIDENCE = 10;
  private static final long MOST_SUBMIT_CONFIDENCE = 4;
  private static final long WINDOWS_TO_CONFIDENCE = 15;

  /** The deadline that the chain calls the current one. */
  public static ProvingWindow current(DeadlineInfo info) {
    return of(info, info.periodStart(), info.index());
  }

  /** The deadline so many after the current one. */
  public static ProvingWindow after(DeadlineInfo info, long count) {
    long index = info.index() + count;
    long periods = index / info.periodDeadlines();
    return of(
        info, info.periodStart() + periods * info.provingPeriod(), index % info.periodDeadlines());
  }

  private static ProvingWindow of(DeadlineInfo info, long periodStart, long index) {
    long open = periodStart + index * info.challengeWindow();
    return new ProvingWindow(
        index,
        open - info.challengeLookback(),
        open,
        open + info.challengeWindow(),
        open - info.faultDeclarationCutoff());
  }

  /** Whether there is something to do for it at that height. */
  public boolean isActive(long height) {
    return challenge <= height && height < close;
  }

  /** Whether its proofs should be made by now. */
  public boolean shouldStart(long height, ManagerConfig.Post post) {
    return post.enabled() && height >= challenge + challengeConfidence(post);
  }

  /** Whether proofs may be sent at that height. */
  public boolean couldSubmit(long height, ManagerConfig.Post post) {
    return height >= open + submitConfidence(post);
  }

  /**
   * Whether a message that is sent at that head can still be executed in time: not in the last
   * epoch, as it would land in the first one after the close (actor.md §0, 7).
   */
  public boolean canLand(long height) {
    return height + 1 < close;
  }

  /** Whether its last third is reached, or passed: time for what is only done when it is short. */
  boolean isLate(long height) {
    return height >= close - (close - open) / 3;
  }

  /**
   * Unless it is configured, 10 epochs as in damocles, but no more than half of the time from
   * challenge to opening: a network of short deadlines would else start when it is too late.
   */
  private long challengeConfidence(ManagerConfig.Post post) {
    return post.challengeConfidence() > 0
        ? post.challengeConfidence()
        : Math.max(1, Math.min(MOST_CHALLENGE_CONFIDENCE, (open - challenge) / 2));
  }

  /** Unless it is configured, 4 epochs as in damocles, in a window of 60; less in a shorter one. */
  private long submitConfidence(ManagerConfig.Post post) {
    return post.submitConfidence() > 0
        ? post.submitConfidence()
        : Math.max(1, Math.min(MOST_SUBMIT_CONFIDENCE, (close - open) / WINDOWS_TO_CONFIDENCE));
  }
}
