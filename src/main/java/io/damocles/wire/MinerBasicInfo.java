package io.damocles.wire;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import io.damocles.chain.UnsignedLong;

/**
 * A miner as {@code Venus.GetInfo} tells it.
 *
 * @param id actor id, unsigned 64 bits
 * @param addr the same as an address, {@code f01000}
 * @param sectorSize bytes
 * @param windowPoStProofType number of the registered proof
 * @param sealProofType number of the registered proof with which new sectors are sealed
 */
public record MinerBasicInfo(
    @JsonProperty("ID") @JsonSerialize(using = UnsignedLong.Writer.class) long id,
    @JsonProperty("Addr") String addr,
    @JsonProperty("SectorSize") long sectorSize,
    @JsonProperty("WindowPoStProofType") long windowPoStProofType,
    @JsonProperty("SealProofType") long sealProofType) {}
