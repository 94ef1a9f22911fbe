package io.damocles.bench;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Sends given calls in turn: each of them once, or round and round until a time. */
final class RepeatLoad implements Load {
  private final List<byte[]> calls;
  private final long endNanos;
  private final boolean once;
  private int at;

  private RepeatLoad(List<byte[]> calls, long endNanos, boolean once) {
    this.calls = calls;
    this.endNanos = endNanos;
    this.once = once;
  }

  /** Every call once. */
  static RepeatLoad once(List<byte[]> calls) {
    return new RepeatLoad(calls, 0, true);
  }

  /** Round and round, for so long from now. */
  static RepeatLoad during(List<byte[]> calls, long nanos) {
    return new RepeatLoad(calls, System.nanoTime() + nanos, false);
  }

  @Override
  public byte @Nullable [] next(int connection) {
    if (once ? at == calls.size() : System.nanoTime() - endNanos > 0) {
      return null;
    }
    return calls.get(at++ % calls.size());
  }

  @Override
  public Outcome answered(int connection, HttpAnswer answer) {
    return answer.refused() ? Outcome.REFUSED : Outcome.DONE;
  }
}
