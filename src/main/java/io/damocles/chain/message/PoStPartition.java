package io.damocles.chain.message;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import io.damocles.chain.BitField;
import io.damocles.chain.CborBytes;
import io.damocles.chain.CborReader;
import io.damocles.chain.RlePlus;
import io.damocles.chain.UnsignedLong;

/**
 * A partition that is proven.
 *
 * @param index unsigned, within its deadline
 * @param skipped sectors that are declared faulty with the proof
 */
public record PoStPartition(
    @JsonProperty(required = true)
        @JsonSerialize(using = UnsignedLong.Writer.class)
        @JsonDeserialize(using = UnsignedLong.Reader.class)
        long index,
    @JsonProperty(required = true) BitField skipped) {

  static PoStPartition read(CborReader in) {
    in.array(2);
    return new PoStPartition(in.unsigned(), in.bitField());
  }

  void write(CborBytes out) {
    out.array(2).unsigned(index).bytes(RlePlus.encode(skipped));
  }
}
