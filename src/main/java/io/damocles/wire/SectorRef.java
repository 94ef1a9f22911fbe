package io.damocles.wire;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import io.damocles.chain.UnsignedLong;

/** A sector of a miner (Go's {@code abi.SectorID}); both numbers are unsigned 64 bits. */
public record SectorRef(
    @JsonProperty("Miner")
        @JsonDeserialize(using = UnsignedLong.Reader.class)
        @JsonSerialize(using = UnsignedLong.Writer.class)
        long miner,
    @JsonProperty("Number")
        @JsonDeserialize(using = UnsignedLong.Reader.class)
        @JsonSerialize(using = UnsignedLong.Writer.class)
        long number) {}
