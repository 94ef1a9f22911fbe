package io.damocles.wire;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A store as {@code Venus.StoreBasicInfo} tells it; workers need name and path. */
public record StoreBasicInfo(
    @JsonProperty(value = "Name", required = true) String name,
    @JsonProperty(value = "Path", required = true) String path,
    @JsonProperty("Strict") boolean strict,
    @JsonProperty("ReadOnly") boolean readOnly,
    @JsonProperty("Weight") long weight,
    @JsonProperty("Meta") @Nullable Map<String, String> meta) {}
