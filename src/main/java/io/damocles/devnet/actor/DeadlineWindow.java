package io.damocles.devnet.actor;

import io.damocles.chain.DeadlineInfo;

/**
 * A deadline of one proving period, seen from an epoch.
 *
 * @param periodStart may be negative in a chain's first period
 */
public record DeadlineWindow(DeadlineRules rules, long periodStart, long index, long epoch) {

  /** The first epoch in which it can be proven. */
  public long open() {
    return periodStart + Math.min(index, rules.count()) * rules.window();
  }

  /** The first epoch in which it cannot be proven any more. */
  public long close() {
    return inPeriod() ? open() + rules.window() : open();
  }

  public long last() {
    return close() - 1;
  }

  /** The epoch whose randomness says what to prove. */
  public long challenge() {
    return inPeriod() ? open() - rules.lookback() : open();
  }

  /** The first epoch in which declarations for it are too late. */
  public long faultCutoff() {
    return inPeriod() ? open() - rules.faultCutoff() : 0;
  }

  private boolean inPeriod() {
    return index < rules.count();
  }

  /** This one, or its first repetition that has not closed yet. */
  public DeadlineWindow nextNotElapsed() {
    if (epoch < close()) {
      return this;
    }
    long periods = 1 + (epoch - close()) / rules.period();
    return new DeadlineWindow(rules, periodStart + periods * rules.period(), index, epoch);
  }

  /** Its repetition one period before. */
  DeadlineWindow previous() {
    return new DeadlineWindow(rules, periodStart - rules.period(), index, epoch);
  }

  boolean hasOpened() {
    return epoch >= open();
  }

  boolean takesDeclarations() {
    return epoch < faultCutoff();
  }

  /** Whether sectors can be added and terminated; for one that has not elapsed. */
  boolean mutable() {
    return epoch < open() - rules.window();
  }

  /**
   * Whether proofs of its repetition before can be disputed; for one that has not elapsed. By the
   * rules this ends before it opens.
   */
  boolean takesDisputes() {
    return epoch < close() - rules.period() + rules.disputeWindow();
  }

  /** As a node answers it. */
  public DeadlineInfo toInfo() {
    return new DeadlineInfo(
        epoch,
        periodStart,
        index,
        open(),
        close(),
        challenge(),
        faultCutoff(),
        rules.count(),
        rules.period(),
        rules.window(),
        rules.lookback(),
        rules.faultCutoff());
  }
}
