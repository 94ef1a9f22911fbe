package io.damocles.chain.message;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.damocles.chain.CodecException;
import java.util.List;

/** The parameters of method 10: sectors that became faulty. */
public record DeclareFaultsParams(@JsonProperty(required = true) List<FaultDeclaration> faults)
    implements MethodParams {
  public static final long METHOD = 10;

  public DeclareFaultsParams {
    faults = List.copyOf(faults);
  }

  /**
   * Reads the CBOR of a message's parameters.
   *
   * @throws CodecException if the actor would refuse it with 21
   */
  public static DeclareFaultsParams decode(byte[] cbor) {
    return new DeclareFaultsParams(FaultDeclaration.decodeAll(cbor));
  }

  @Override
  public byte[] encode() {
    return FaultDeclaration.encodeAll(faults);
  }
}
