package io.damocles.devnet.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.damocles.chain.TipSet;
import io.damocles.devnet.chain.DevnetChain;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code SyncState()}: there is nobody to sync with. */
final class SyncState extends PlainCall {
  private static final String NEVER = "0001-01-01T00:00:00Z";

  record Answer(
      @JsonProperty("ActiveSyncs") List<Sync> syncs, @JsonProperty("VMApplied") long applied) {}

  record Sync(
      @JsonProperty("WorkerID") long worker,
      @JsonProperty("Base") @Nullable TipSet base,
      @JsonProperty("Target") @Nullable TipSet target,
      @JsonProperty("Stage") int stage,
      @JsonProperty("Height") long height,
      @JsonProperty("Start") String start,
      @JsonProperty("End") String end,
      @JsonProperty("Message") String message) {}

  SyncState(Node node) {
    super(node, "SyncState");
  }

  @Override
  Object answer(DevnetChain chain) {
    Sync idle = new Sync(0, null, null, 0, 0, NEVER, NEVER, "");
    return new Answer(List.of(idle), chain.head().height());
  }
}
