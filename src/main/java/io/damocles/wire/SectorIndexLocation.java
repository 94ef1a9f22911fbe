package io.damocles.wire;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Where a sector is; the names are empty if it was not found. */
public record SectorIndexLocation(
    @JsonProperty("Found") boolean found, @JsonProperty("Instance") SectorInput.Accesses instance) {
  public static final SectorIndexLocation NOWHERE =
      new SectorIndexLocation(false, new SectorInput.Accesses("", ""));
}
