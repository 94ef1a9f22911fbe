package io.damocles.chain;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/** What the chain knows of a sector; {@code sectorKey} is there if it was upgraded. */
public record SectorOnChainInfo(
    long sectorNumber,
    long sealProof,
    @JsonProperty("SealedCID") Cid sealedCid,
    long activation,
    long expiration,
    @JsonProperty("SectorKeyCID") @Nullable Cid sectorKey) {}
