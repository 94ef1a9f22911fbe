package io.damocles.wire;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * What a worker says of itself with {@code Venus.WorkerPing}.
 *
 * @param name instance name
 * @param dest {@code ip:port} of its control API
 */
public record WorkerInfo(
    @JsonProperty("Name") @Nullable String name,
    @JsonProperty("Dest") @Nullable String dest,
    @JsonProperty("Version") @Nullable String version,
    @JsonProperty("Summary") @Nullable Summary summary) {

  /** Threads by what they do; {@code empty} have no job, {@code errors} had a last error. */
  public record Summary(
      @JsonProperty("Threads") long threads,
      @JsonProperty("Empty") long empty,
      @JsonProperty("Paused") long paused,
      @JsonProperty("Running") long running,
      @JsonProperty("Waiting") long waiting,
      @JsonProperty("Errors") long errors) {

    /** No threads at all. */
    public static final Summary NONE = new Summary(0, 0, 0, 0, 0, 0);
  }
}
