package io.damocles.wire;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * A worker and when it was last heard ({@code Venus.WorkerPingInfoList}).
 *
 * @param lastPing unix seconds
 */
public record WorkerPingInfo(
    @JsonProperty("Info") WorkerInfo info, @JsonProperty("LastPing") long lastPing) {}
