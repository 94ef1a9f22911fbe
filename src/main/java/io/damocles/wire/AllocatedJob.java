package io.damocles.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * A job handed to a worker.
 *
 * @param id opaque to the worker; ours names the attempt ({@code <job>.<attempt>})
 * @param input what to prove
 * @param closeInMillis extension: time until the proof is worth nothing; null: not told
 * @param retryInMillis extension: how long a failure leaves another worker the time for another
 *     try; null: there is none
 */
public record AllocatedJob(
    @JsonProperty(value = "Id", required = true) String id,
    @JsonProperty(value = "Input", required = true) JobInput input,
    @JsonProperty("CloseInMillis") @JsonInclude(JsonInclude.Include.NON_NULL)
        @Nullable Long closeInMillis,
    @JsonProperty("RetryInMillis") @JsonInclude(JsonInclude.Include.NON_NULL)
        @Nullable Long retryInMillis) {}
