package io.damocles.chain.message;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import io.damocles.chain.BitField;
import io.damocles.chain.CborBytes;
import io.damocles.chain.CborReader;
import io.damocles.chain.RlePlus;
import io.damocles.chain.UnsignedLong;
import java.util.List;

/** Sectors of one partition that became faulty, or are to be proven again. */
public record FaultDeclaration(
    @JsonProperty(required = true)
        @JsonSerialize(using = UnsignedLong.Writer.class)
        @JsonDeserialize(using = UnsignedLong.Reader.class)
        long deadline,
    @JsonProperty(required = true)
        @JsonSerialize(using = UnsignedLong.Writer.class)
        @JsonDeserialize(using = UnsignedLong.Reader.class)
        long partition,
    @JsonProperty(required = true) BitField sectors) {

  private static FaultDeclaration read(CborReader in) {
    in.array(3);
    return new FaultDeclaration(in.unsigned(), in.unsigned(), in.bitField());
  }

  /** An array of 1 with the list in it. */
  static List<FaultDeclaration> decodeAll(byte[] cbor) {
    return CborReader.readAll(
        cbor,
        in -> {
          in.array(1);
          return in.list(FaultDeclaration::read);
        });
  }

  static byte[] encodeAll(List<FaultDeclaration> declarations) {
    var out = new CborBytes().array(1).array(declarations.size());
    declarations.forEach(
        declaration ->
            out.array(3)
                .unsigned(declaration.deadline)
                .unsigned(declaration.partition)
                .bytes(RlePlus.encode(declaration.sectors)));
    return out.toByteArray();
  }
}
