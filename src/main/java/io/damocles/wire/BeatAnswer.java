package io.damocles.wire;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The answer of {@code Venus.WdPoStBeat}: one verdict for each job of the beat, in its order. */
public record BeatAnswer(@JsonProperty("Jobs") List<Verdict> jobs) {

  /**
   * Whether the worker still holds the job.
   *
   * @param go false: stop, the attempt is over
   * @param reason why to stop; empty when it goes on
   * @param closeInMillis time until the proof is worth nothing; null: no end
   */
  public record Verdict(
      @JsonProperty("Id") String id,
      @JsonProperty("Continue") boolean go,
      @JsonProperty("Reason") String reason,
      @JsonProperty("CloseInMillis") @Nullable Long closeInMillis) {}
}
