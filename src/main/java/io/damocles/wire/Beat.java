package io.damocles.wire;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The one parameter of {@code Venus.WdPoStBeat}, an extension: a heartbeat that tells progress and
 * gets one answer for each job.
 *
 * @param worker instance name
 * @param jobs what the worker holds
 */
public record Beat(
    @JsonProperty(value = "Worker", required = true) String worker,
    @JsonProperty(value = "Jobs", required = true) List<Progress> jobs) {

  public Beat {
    Present.check("Worker", worker);
    Present.check("Jobs", jobs);
  }

  /**
   * Where one job stands.
   *
   * @param id as it was allocated
   * @param stage {@code WAITING}, {@code VANILLA}, {@code SNARK}, {@code VERIFY} or {@code SUBMIT}
   * @param done sectors read
   * @param total sectors to read, 0 where it does not apply
   * @param silentMillis how long none of these has changed; null if the worker does not tell
   */
  public record Progress(
      @JsonProperty(value = "Id", required = true) String id,
      @JsonProperty("Stage") @Nullable String stage,
      @JsonProperty("Done") int done,
      @JsonProperty("Total") int total,
      @JsonProperty("SilentMillis") @Nullable Long silentMillis) {

    public Progress {
      Present.check("Id", id);
    }
  }
}
