package io.damocles.manager;

import java.util.List;

/**
 * Jobs on their way to a worker.
 *
 * @param end must be told whether the worker got them; those it did not get are given back
 */
public record Handover(List<ClaimedJob> jobs, End end) {

  /** The end of a handover; told once. */
  public interface End {
    void ended(boolean delivered);
  }
}
