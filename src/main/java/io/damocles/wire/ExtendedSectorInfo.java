package io.damocles.wire;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import io.damocles.chain.Cid;
import io.damocles.chain.UnsignedLong;
import org.jspecify.annotations.Nullable;

/**
 * A sector as the CLI asks for it (Go's {@code builtin.ExtendedSectorInfo}).
 *
 * @param sectorNumber unsigned 64 bits
 * @param sectorKey there if the sector was upgraded
 * @param sealedCid the digest is commR
 */
public record ExtendedSectorInfo(
    @JsonProperty("SealProof") long sealProof,
    @JsonProperty(value = "SectorNumber", required = true)
        @JsonDeserialize(using = UnsignedLong.Reader.class)
        @JsonSerialize(using = UnsignedLong.Writer.class)
        long sectorNumber,
    @JsonProperty("SectorKey") @Nullable Cid sectorKey,
    @JsonProperty(value = "SealedCID", required = true) Cid sealedCid) {

  public ExtendedSectorInfo {
    Present.check("SealedCID", sealedCid);
  }
}
