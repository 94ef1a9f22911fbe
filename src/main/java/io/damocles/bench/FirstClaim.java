package io.damocles.bench;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Asks for a job until it gets one. */
final class FirstClaim implements Load {
  private final byte[] call;
  private boolean answered;

  FirstClaim(long miner) {
    this.call = Calls.claim(List.of(miner), 0, "bench-first");
  }

  boolean isAnswered() {
    return answered;
  }

  @Override
  public byte @Nullable [] next(int connection) {
    return answered ? null : call;
  }

  @Override
  public Outcome answered(int connection, HttpAnswer answer) {
    answered = !answer.refused() && answer.quotedAfter(Calls.ALLOCATED) != null;
    return answered ? Outcome.DONE : Outcome.NOTHING;
  }
}
