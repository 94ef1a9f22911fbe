package io.damocles.chain;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a node fetches just now. */
public record SyncState(@Nullable List<Active> activeSyncs) {

  /** One of its workers; {@code stage} 0 is idle, 4 done, 5 failed. */
  public record Active(@Nullable TipSet target, int stage, long height) {}
}
