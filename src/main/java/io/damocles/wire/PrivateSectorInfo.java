package io.damocles.wire;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * Where a sector's files are.
 *
 * @param cacheDirUri below the root of its store
 * @param sealedSectorUri below the root of its store
 */
public record PrivateSectorInfo(
    @JsonProperty("Accesses") SectorInput.Accesses accesses,
    @JsonProperty("CacheDirPath") String cacheDirPath,
    @JsonProperty("SealedSectorPath") String sealedSectorPath,
    @JsonProperty("CacheDirURI") String cacheDirUri,
    @JsonProperty("SealedSectorURI") String sealedSectorUri) {}
