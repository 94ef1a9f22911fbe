package io.damocles.wire;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The one parameter of {@code Venus.WdPoStCreateJob}, an extension.
 *
 * @param input what to prove
 * @param deadlineIdx deadline index, for the list only
 * @param partitions partition indexes, for the list only
 * @param closeAt unix seconds at which the proof is worth nothing any more; absent: never
 * @param expectedSeconds how long one proof of this job takes on a worker; absent: the manager's
 *     default
 */
public record CreateJobRequest(
    @JsonProperty(value = "Input", required = true) JobInput input,
    @JsonProperty("DeadlineIdx") long deadlineIdx,
    @JsonProperty("Partitions") @Nullable List<Long> partitions,
    @JsonProperty("CloseAt") @Nullable Long closeAt,
    @JsonProperty("ExpectedSeconds") @Nullable Long expectedSeconds) {

  public CreateJobRequest {
    Present.check("Input", input);
    if (partitions != null) {
      Present.check("Partitions", partitions);
    }
  }
}
