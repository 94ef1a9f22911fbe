package io.damocles.wire;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * How a proof was made, for the manager's metrics; an extension, the member {@code report} of an
 * output.
 *
 * @param stageMillis time spent in each stage, named as in {@link Beat.Progress}
 * @param reads how long the sectors of each store took to read
 * @param skipped sectors left out of the proof
 */
public record ProofReport(
    @JsonProperty("stageMillis") Map<String, Long> stageMillis,
    @JsonProperty("reads") List<StoreReads> reads,
    @JsonProperty("skipped") List<Skipped> skipped) {

  public ProofReport {
    stageMillis = Objects.requireNonNullElse(stageMillis, Map.of());
    reads = Objects.requireNonNullElse(reads, List.of());
    skipped = Objects.requireNonNullElse(skipped, List.of());
    Present.check("stageMillis", stageMillis.values());
    Present.check("reads", reads);
    Present.check("skipped", skipped);
  }

  /**
   * Reads of one store.
   *
   * @param millis one value for each sector that was read
   */
  public record StoreReads(
      @JsonProperty(value = "store", required = true) String store,
      @JsonProperty(value = "millis", required = true) List<Long> millis) {

    public StoreReads {
      Present.check("store", store);
      Present.check("millis", millis);
    }
  }

  /**
   * Sectors of one store that were left out for one reason.
   *
   * @param reason such as {@code missing}, {@code damaged} or {@code timedOut}
   * @param sectors how many
   */
  public record Skipped(
      @JsonProperty(value = "store", required = true) String store,
      @JsonProperty(value = "reason", required = true) String reason,
      @JsonProperty("sectors") int sectors) {

    public Skipped {
      Present.check("store", store);
      Present.check("reason", reason);
    }
  }
}
