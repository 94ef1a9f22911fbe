package io.damocles.poster;

import io.vertx.core.Future;
import java.util.Arrays;

/**
 * The randomness that a deadline is challenged with, as the chain tells it now. Used from one
 * context.
 */
final class Challenge {
  private final Duty duty;
  private long doubts;
  private long settled;

  Challenge(Duty duty) {
    this.duty = duty;
  }

  Future<byte[]> ask() {
    return ChallengeSeed.at(
        duty.parts.chain(), duty.address, duty.window.challenge(), duty.head().key());
  }

  /** The chain was reorganised: it may be another one now. */
  void doubt() {
    doubts++;
  }

  /** Whether it was not looked at since the last reorganisation. */
  boolean isInDoubt() {
    return settled != doubts;
  }

  /**
   * Whether it is still what is proven. A chain that does not answer is believed to have kept it
   * unless it was reorganised: proofs of an old one are worth nothing, and those of the right one
   * must not wait.
   */
  Future<Boolean> isKept() {
    long asked = doubts;
    return Patience.with(duty.parts.timeline(), duty.patienceMillis(), ask())
        .compose(current -> compare(current, asked))
        .recover(
            failure -> isInDoubt() ? Future.failedFuture(failure) : Future.succeededFuture(true));
  }

  /** An answer of before a reorganisation says nothing against what was adopted after it. */
  private Future<Boolean> compare(byte[] current, long asked) {
    boolean same = Arrays.equals(current, duty.seed());
    if (!same && asked != doubts) {
      return isKept();
    }
    settled = Math.max(settled, asked);
    return Future.succeededFuture(same);
  }
}
