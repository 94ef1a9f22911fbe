package io.damocles.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Creates jobs. */
final class CreateLoad implements Load {
  private final Supplier<byte[]> calls;
  private final List<String> jobs = new ArrayList<>();
  private int left;

  CreateLoad(Supplier<byte[]> calls, int count) {
    this.calls = calls;
    this.left = count;
  }

  /** Ids of the jobs created so far. */
  List<String> jobs() {
    return jobs;
  }

  @Override
  public byte @Nullable [] next(int connection) {
    return left-- > 0 ? calls.get() : null;
  }

  @Override
  public Outcome answered(int connection, HttpAnswer answer) {
    String job = answer.refused() ? null : answer.quotedAfter(Calls.RESULT);
    if (job == null) {
      throw new BenchException("a job was not created: " + answer.beginning());
    }
    jobs.add(job);
    return Outcome.DONE;
  }
}
