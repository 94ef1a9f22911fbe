package io.damocles.chain.message;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.damocles.chain.CodecException;
import java.util.List;

/** The parameters of method 11: sectors that are to be proven again. */
public record DeclareFaultsRecoveredParams(
    @JsonProperty(required = true) List<FaultDeclaration> recoveries) implements MethodParams {
  public static final long METHOD = 11;

  public DeclareFaultsRecoveredParams {
    recoveries = List.copyOf(recoveries);
  }

  /**
   * Reads the CBOR of a message's parameters.
   *
   * @throws CodecException if the actor would refuse it with 21
   */
  public static DeclareFaultsRecoveredParams decode(byte[] cbor) {
    return new DeclareFaultsRecoveredParams(FaultDeclaration.decodeAll(cbor));
  }

  @Override
  public byte[] encode() {
    return FaultDeclaration.encodeAll(recoveries);
  }
}
