package io.damocles.wire;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * A job handed to a worker.
 *
 * @param id opaque to the worker; ours names the attempt ({@code <job>.<attempt>})
 * @param input what to prove
 */
public record AllocatedJob(
    @JsonProperty(value = "Id", required = true) String id,
    @JsonProperty(value = "Input", required = true) JobInput input) {}
