package io.damocles.wire;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A store with the state of its file system ({@code Venus.StoreList}).
 *
 * @param type file system, such as {@code ext4}
 * @param total bytes
 * @param free bytes
 * @param used bytes
 * @param usedPercent 0 to 100
 */
public record StoreDetailedInfo(
    @JsonProperty("Name") String name,
    @JsonProperty("Path") String path,
    @JsonProperty("Strict") boolean strict,
    @JsonProperty("ReadOnly") boolean readOnly,
    @JsonProperty("Weight") long weight,
    @JsonProperty("Meta") @Nullable Map<String, String> meta,
    @JsonProperty("Type") String type,
    @JsonProperty("Total") long total,
    @JsonProperty("Free") long free,
    @JsonProperty("Used") long used,
    @JsonProperty("UsedPercent") double usedPercent,
    @JsonProperty("Reserved") long reserved,
    @JsonProperty("ReservedBy") List<String> reservedBy) {}
