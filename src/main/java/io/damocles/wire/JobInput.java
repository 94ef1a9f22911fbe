package io.damocles.wire;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import io.damocles.chain.UnsignedLong;
import java.util.List;

/**
 * What a worker needs to compute one WindowPoSt (damocles' {@code WdPoStInput}).
 *
 * @param sectors in the poster's order; a sector may stand in it more than once
 * @param minerId actor id, unsigned 64 bits
 * @param proofType name as in {@code StackedDrgWindow32GiBV1_2}
 * @param seed 32 bytes of challenge randomness, {@code seed[31] & 0xc0 == 0}
 */
public record JobInput(
    @JsonProperty(value = "Sectors", required = true) List<SectorInput> sectors,
    @JsonProperty(value = "MinerId", required = true)
        @JsonDeserialize(using = UnsignedLong.Reader.class)
        @JsonSerialize(using = UnsignedLong.Writer.class)
        long minerId,
    @JsonProperty(value = "ProofType", required = true) String proofType,
    @JsonProperty(value = "Seed", required = true)
        @JsonDeserialize(using = Bytes32.Reader.class)
        @JsonSerialize(using = Bytes32.Writer.class)
        byte[] seed) {

  public JobInput {
    Present.check("Sectors", sectors);
    Present.check("ProofType", proofType);
    Present.check("Seed", seed);
  }
}
